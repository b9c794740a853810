import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** Observing and operating what stacks run. */
  operations?: {
    health?: {
      /** How often the health of all stacks is read and reported; every 10 seconds by default. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
