import { ACCOUNT, REGION } from './stackFor';

/** Configuration with one environment at `endpoint`; nobody collects health in it. */
export function portalConfig(endpoint: string) {
  return {
    aws: {
      accounts: [
        { accountId: ACCOUNT, accessKeyId: 'test', secretAccessKey: 'test' },
      ],
    },
    operations: {
      health: {
        schedule: {
          frequency: { hours: 1 },
          timeout: { minutes: 1 },
          initialDelay: { hours: 1 },
        },
      },
    },
    stacks: {
      awsBudget: { callsPerSecond: 1_000 },
      environments: {
        sandbox: { account: ACCOUNT, region: REGION, endpoint },
      },
    },
  };
}
