import type {
  AlarmHistoryItem,
  Connection,
  Signal,
} from '@enginehouse/plugin-operations-common';
import type { AlarmReading } from './Alarm';
import type { LogSource } from './LogSource';
import type { ChartReading } from './Metric';
import type { OperationValue } from './Operation';
import type { Remains, TimeRange } from './Remains';
import type { Resource } from './Resource';
import type { SourceContext } from './SourceContext';
import type { PartMetric, UnitMetric, UnitReading, UnitWords } from './Unit';

/**
 * Reads and operates one type of resource. Each method takes all resources of the type in one stack, so that AWS is asked in
 * batches. What throws is shown as unknown, with the error's message as the reason.
 * @public
 */
export interface Source {
  /** CloudFormation's type, such as `AWS::AutoScaling::AutoScalingGroup`. */
  resourceType: string;
  /** In words, for when it cannot be read: "Auto Scaling group". */
  title: string;
  /** How people call its units; the definition's words otherwise. Units and charts of one kind stand together. */
  words?: UnitWords;
  /** The units it owns: no other source may return the same keys. */
  units?(resources: Resource[], context: SourceContext): Promise<UnitReading[]>;
  /** How many units there should be; as many as there are by default. */
  wantedUnits?(resources: Resource[], context: SourceContext): Promise<number>;
  health?(resources: Resource[], context: SourceContext): Promise<Signal[]>;
  /** Metrics of the units it owns. */
  unitMetrics?: UnitMetric[];
  /** Metrics of the parts of the units it owns. */
  partMetrics?: PartMetric[];
  charts?(
    resources: Resource[],
    context: SourceContext,
  ): Promise<ChartReading[]>;
  alarms?(
    resources: Resource[],
    context: SourceContext,
  ): Promise<AlarmReading[]>;
  /** Newest first, at most 100. */
  alarmHistory?(
    alarm: Resource,
    context: SourceContext,
  ): Promise<AlarmHistoryItem[]>;
  logs?(resources: Resource[], context: SourceContext): Promise<LogSource[]>;
  /**
   * What is left of the units of one resource that did not come up in a deployment. The resource may be gone; the context's resources are
   * those of the stack and those the deployment named.
   */
  remains?(
    resource: Resource,
    time: TimeRange,
    context: SourceContext,
  ): Promise<Remains>;
  /** How people reach what stands in closed networks, such as a database through a bastion; never a secret. */
  connections?(
    resources: Resource[],
    context: SourceContext,
  ): Promise<Connection[]>;
  operations?: OperationValue[];
}
