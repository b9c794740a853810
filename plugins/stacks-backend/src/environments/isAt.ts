import type { Environment } from '@enginehouse/aws-node';

/** Where something was deployed, as it was recorded. */
export interface Place {
  environment: string;
  account: string;
  region: string;
}

/** Whether an environment still is the place it was: another account knows nothing of what is there. */
export function isAt(environment: Environment, place: Place): boolean {
  return (
    environment.name === place.environment &&
    environment.account === place.account &&
    environment.region === place.region
  );
}
