import { ConflictError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import { isAt, type Place } from './isAt';

/**
 * The environment something was deployed to.
 *
 * @throws NotFoundError when it is not configured; ConflictError when it is another account or region by now
 */
export function environmentOf(
  aws: Pick<AwsService, 'environment'>,
  place: Place,
): Environment {
  const environment = aws.environment(place.environment);
  if (isAt(environment, place)) return environment;
  const { name, account, region } = environment;
  throw new ConflictError(
    `Environment ${name} is now account ${account}, region ${region}; this is in account ${place.account}, region ${place.region}`,
  );
}
