import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  ChartReading,
  MetricTitle,
} from '@enginehouse/plugin-operations-node';
import { dimensionOf, namespaceOf } from './balancerMetrics';

/** A chart with a line for each load balancer and metric. */
interface BalancerChart extends MetricTitle {
  lines: { name: string; title: string; statistic: string }[];
}

const APPLICATION: BalancerChart[] = [
  {
    id: 'balancer-requests',
    title: 'Requests',
    min: 0,
    lines: [{ name: 'RequestCount', title: 'Requests', statistic: 'Sum' }],
  },
  {
    id: 'balancer-response-time',
    title: 'Response time of targets',
    unit: 's',
    min: 0,
    lines: [
      { name: 'TargetResponseTime', title: 'Average', statistic: 'Average' },
      { name: 'TargetResponseTime', title: 'Longest', statistic: 'Maximum' },
    ],
  },
  {
    id: 'balancer-errors',
    title: 'Answers with 5xx',
    min: 0,
    lines: [
      {
        name: 'HTTPCode_Target_5XX_Count',
        title: 'From targets',
        statistic: 'Sum',
      },
      {
        name: 'HTTPCode_ELB_5XX_Count',
        title: 'From the load balancer',
        statistic: 'Sum',
      },
    ],
  },
];

const NETWORK: BalancerChart[] = [
  {
    id: 'balancer-flows',
    title: 'Flows',
    min: 0,
    lines: [
      { name: 'ActiveFlowCount', title: 'Active', statistic: 'Average' },
      { name: 'NewFlowCount', title: 'New', statistic: 'Sum' },
    ],
  },
  {
    id: 'balancer-resets',
    title: 'Connections reset by targets',
    min: 0,
    lines: [
      { name: 'TCP_Target_Reset_Count', title: 'Resets', statistic: 'Sum' },
    ],
  },
];

/** What goes through load balancers: requests for an application load balancer, flows for a network load balancer. */
export function balancerCharts(balancers: LoadBalancer[]): ChartReading[] {
  return balancers.flatMap(balancer => {
    const charts = balancer.Type === 'network' ? NETWORK : APPLICATION;
    return charts.map(({ lines, ...title }) => ({
      ...title,
      series: lines.map(line => ({
        id: `${line.name}/${line.statistic}/${balancer.LoadBalancerName}`,
        title:
          balancers.length > 1
            ? `${line.title} of ${balancer.LoadBalancerName}`
            : line.title,
        query: {
          namespace: namespaceOf(balancer.LoadBalancerArn ?? ''),
          name: line.name,
          dimensions: {
            LoadBalancer: dimensionOf(balancer.LoadBalancerArn ?? ''),
          },
          statistic: line.statistic,
        },
      })),
    }));
  });
}
