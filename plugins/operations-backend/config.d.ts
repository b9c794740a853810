import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** Observing and operating what stacks run. */
  operations?: {
    health?: {
      /** How often the health of all stacks is read and reported; every 10 seconds by default. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    leases?: {
      /**
       * Services with an external access token (`backend.auth.externalAccess`) that may be given units; none by default.
       */
      services?: {
        /** As the token's configuration names it, without `external:` in front. */
        subject: string;
        /** Names of stacks, or `*` for all. */
        stacks: string[];
      }[];
    };
  };
}
