import { InstanceFile } from './file';

/** Environment of every program of a host that calls AWS: each unit reads it, and so does the first start. */
export const AWS_SETTINGS = '/etc/enginehouse/aws.env';

/** Region, and in FIPS mode the endpoints that are validated. */
export function awsSettings(settings: {
  region: string;
  fips: boolean;
}): InstanceFile {
  return {
    path: AWS_SETTINGS,
    content: `
AWS_DEFAULT_REGION=${settings.region}
${settings.fips ? 'AWS_USE_FIPS_ENDPOINT=true' : ''}
`,
  };
}

/** Has the CloudWatch agent, whose unit is its package's, read them, too. */
export const agentSettings: InstanceFile = {
  path: '/etc/systemd/system/amazon-cloudwatch-agent.service.d/enginehouse.conf',
  content: `
[Service]
EnvironmentFile=${AWS_SETTINGS}
`,
};
