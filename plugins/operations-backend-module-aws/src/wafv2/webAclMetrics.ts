import type { WebACL } from '@aws-sdk/client-wafv2';
import type {
  ChartReading,
  MetricQuery,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { cloudWatchMetrics } from '../cloudWatchMetrics';
import type { AclName } from './describeWebAcl';
import { rulesOf, type AclRule } from './rules';

const ALL = 'ALL';
const PERIOD = 300;
const HOUR = 3_600;

/** How many requests there were in the last hour. */
export interface AclCounts {
  allowed: number;
  blocked: number;
  /** Blocked, or counted where it only counts, by name of the rule. */
  matched: ReadonlyMap<string, number>;
}

/** The last hour, by rule. AWS WAF Developer Guide, metrics and dimensions. */
export async function countRequests(
  acl: WebACL,
  name: AclName,
  { aws, stack }: SourceContext,
): Promise<AclCounts> {
  const rules = rulesOf(acl);
  const end = Math.ceil(Date.now() / 1_000 / PERIOD) * PERIOD;
  const of = (metric: string, rule: string) =>
    queryOf(metric, rule, acl, name, stack.region);
  const [allowed, blocked, ...matched] = await cloudWatchMetrics.read(
    [
      of('AllowedRequests', ALL),
      of('BlockedRequests', ALL),
      ...rules.map(rule => of(metricOf(rule), rule.metric)),
    ],
    { start: end - HOUR, end, period: PERIOD },
    aws,
  );
  return {
    allowed: sum(allowed),
    blocked: sum(blocked),
    matched: new Map(
      rules.map((rule, index) => [rule.name, sum(matched[index])]),
    ),
  };
}

/** Allowed against blocked, and what each rule matched. */
export function aclCharts(
  acl: WebACL,
  name: AclName,
  region: string,
): ChartReading[] {
  const of = (metric: string, rule: string) =>
    queryOf(metric, rule, acl, name, region);
  const line = (title: string, metric: string, rule: string) => ({
    id: `${metric}/${name.name}/${rule}`,
    title,
    query: of(metric, rule),
  });
  return [
    {
      id: 'firewall-requests',
      title: 'Requests, allowed and blocked',
      min: 0,
      series: [
        line('Allowed', 'AllowedRequests', ALL),
        line('Blocked', 'BlockedRequests', ALL),
      ],
    },
    {
      id: 'firewall-rules',
      title: 'Requests by rule that blocks or counts them',
      min: 0,
      series: rulesOf(acl).map(rule =>
        line(rule.name, metricOf(rule), rule.metric),
      ),
    },
  ];
}

function metricOf({ counts }: AclRule): string {
  return counts ? 'CountedRequests' : 'BlockedRequests';
}

function queryOf(
  metric: string,
  rule: string,
  acl: WebACL,
  { scope }: AclName,
  region: string,
): MetricQuery {
  return {
    namespace: 'AWS/WAFV2',
    name: metric,
    dimensions: {
      WebACL: acl.VisibilityConfig?.MetricName ?? acl.Name ?? '',
      Rule: rule,
      ...(scope === 'REGIONAL' && { Region: region }),
    },
    statistic: 'Sum',
  };
}

function sum(points: { value: number }[] = []): number {
  return points.reduce((total, { value }) => total + value, 0);
}
