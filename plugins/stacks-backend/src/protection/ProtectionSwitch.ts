import type { AwsService, Environment } from '@enginehouse/aws-node';

/** Where, and as whom, a service is asked. */
export interface SwitchAccess {
  aws: AwsService;
  environment: Environment;
  /** Names the session of a change and the person it is made for. */
  session?: { sessionName: string; sourceIdentity: string };
}

/** Protection against deletion as the service of one resource type knows it: the way to it where CloudFormation cannot change a stack any more. */
export interface ProtectionSwitch {
  /** The property that says the same in a template. */
  property: string;
  /** Whether it is on now; false when the resource is gone. */
  isOn(access: SwitchAccess, physicalId: string): Promise<boolean>;
  /** Switches it off; doing it twice is doing it once. */
  off(access: SwitchAccess, physicalId: string): Promise<void>;
  /** What `off` does, as a command of AWS's own client. */
  command(physicalId: string): string;
}
