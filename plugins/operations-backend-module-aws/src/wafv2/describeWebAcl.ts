import {
  GetSampledRequestsCommand,
  GetWebACLCommand,
  WAFV2Client,
  type SampledHTTPRequest,
  type Scope,
  type WebACL,
} from '@aws-sdk/client-wafv2';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const RULES_SHARED_FOR_MS = 60_000;
const SAMPLES_SHARED_FOR_MS = 60_000;
const SAMPLES_OF_A_RULE = 20;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A web ACL is where its stack is, or global for CloudFront. */
export interface AclName {
  name: string;
  id: string;
  scope: Scope;
}

/** CloudFormation's id of a web ACL: `name|id|scope`. */
export function aclNameOf(resource: Resource): AclName {
  const [name = '', id = '', scope] = resource.id.split('|');
  return { name, id, scope: scope === 'CLOUDFRONT' ? scope : 'REGIONAL' };
}

/** The web ACL with its rules, shared for a minute. @throws when AWS does not know it */
export function describeWebAcl(
  { name, id, scope }: AclName,
  aws: AwsHandle,
): Promise<WebACL> {
  const client = aws.client(WAFV2Client);
  return aws.read(
    {
      action: 'wafv2:GetWebACL',
      key: `GetWebACL ${id}`,
      ttl: RULES_SHARED_FOR_MS,
    },
    async () => {
      const { WebACL: acl } = await client.send(
        new GetWebACLCommand({ Name: name, Id: id, Scope: scope }),
      );
      if (!acl) throw new Error(`AWS knows no web ACL ${name}`);
      return acl;
    },
  );
}

/** Some of the requests of the last hour that a rule matched; shared for a minute. */
export function sampleRequests(
  acl: WebACL,
  scope: Scope,
  ruleMetric: string,
  aws: AwsHandle,
): Promise<SampledHTTPRequest[]> {
  const client = aws.client(WAFV2Client);
  return aws.read(
    {
      action: 'wafv2:GetSampledRequests',
      key: `GetSampledRequests ${acl.Id} ${ruleMetric}`,
      ttl: SAMPLES_SHARED_FOR_MS,
    },
    async () => {
      const end = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
      const { SampledRequests = [] } = await client.send(
        new GetSampledRequestsCommand({
          WebAclArn: acl.ARN,
          RuleMetricName: ruleMetric,
          Scope: scope,
          TimeWindow: {
            StartTime: new Date(end - HOUR_MS),
            EndTime: new Date(end),
          },
          MaxItems: SAMPLES_OF_A_RULE,
        }),
      );
      return SampledRequests;
    },
  );
}
