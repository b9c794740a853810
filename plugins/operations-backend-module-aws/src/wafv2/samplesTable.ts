import type { SampledHTTPRequest, Scope, WebACL } from '@aws-sdk/client-wafv2';
import type { SignalTable } from '@enginehouse/plugin-operations-common';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { sampleRequests } from './describeWebAcl';
import { rulesOf } from './rules';
import type { AclCounts } from './webAclMetrics';

const SHOWN = 20;

/** Some of the requests that rules matched in the last hour, the newest first; AWS is only asked for rules that matched any. */
export async function samplesTable(
  acl: WebACL,
  scope: Scope,
  { matched }: AclCounts,
  aws: AwsHandle,
): Promise<SignalTable[]> {
  const rules = rulesOf(acl).filter(({ name }) => matched.get(name));
  if (rules.length === 0) return [];
  try {
    const samples = await Promise.all(
      rules.map(async ({ name, metric }) =>
        (
          await sampleRequests(acl, scope, metric, aws)
        ).map(sample => ({
          sample,
          rule: name,
        })),
      ),
    );
    const newest = samples
      .flat()
      .sort((a, b) => timeOf(b.sample) - timeOf(a.sample))
      .slice(0, SHOWN);
    return [
      {
        title: `${newest.length} sampled requests`,
        columns: [
          { title: 'Request' },
          { title: 'Time', kind: 'time' },
          { title: 'Rule' },
          { title: 'Action' },
          { title: 'From', kind: 'id' },
        ],
        rows: newest.map(({ sample, rule }, index) => ({
          key: String(index),
          cells: cellsOf(sample, rule),
        })),
      },
    ];
  } catch (error) {
    const [reason] = String(error).split('; caused by ');
    return [
      { title: `Sampled requests not read: ${reason}`, columns: [], rows: [] },
    ];
  }
}

function cellsOf(
  { Request, Timestamp, Action }: SampledHTTPRequest,
  rule: string,
) {
  const { Method, URI, ClientIP = '', Country } = Request ?? {};
  return [
    { text: [Method, URI].filter(Boolean).join(' ') },
    { text: Timestamp?.toISOString() ?? '' },
    { text: rule },
    { text: Action ?? '' },
    { text: Country ? `${ClientIP} (${Country})` : ClientIP },
  ];
}

function timeOf({ Timestamp }: SampledHTTPRequest): number {
  return Timestamp?.getTime() ?? 0;
}
