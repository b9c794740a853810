import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ChartReading } from '@enginehouse/plugin-operations-node';
import { metricCharts, type MetricChart } from '../metricCharts';
import { dimensionOf } from './balancerMetrics';

const APPLICATION: MetricChart[] = [
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

const NETWORK: MetricChart[] = [
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
  const things = (network: boolean) =>
    balancers
      .filter(({ Type }) => (Type === 'network') === network)
      .map(({ LoadBalancerName = '', LoadBalancerArn = '' }) => ({
        name: LoadBalancerName,
        dimensions: { LoadBalancer: dimensionOf(LoadBalancerArn) },
      }));
  return [
    ...metricCharts(APPLICATION, 'AWS/ApplicationELB', things(false)),
    ...metricCharts(NETWORK, 'AWS/NetworkELB', things(true)),
  ];
}
