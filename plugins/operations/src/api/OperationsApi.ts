import type {
  AlarmHistoryItem,
  Connections,
  GetLogs,
  Health,
  LastLines,
  Leases,
  ListAlarms200Response,
  ListOperations200Response,
  ListUnits200Response,
  LogPage,
  Metrics,
  OperationPreview,
  OperationRun,
} from '@enginehouse/plugin-operations-common';
import type { LogListener } from './followLogs';

/** Entity ref of what is observed, such as `resource:default/ci-engine-pool-sandbox`. @public */
export type EntityRef = string;

/** An aborted signal ends the request, and the promise rejects with its reason. @public */
export type CallOptions = { signal?: AbortSignal };

/** What a run of an operation is asked with. @public */
export type OperationInput = {
  operation: string;
  target?: string;
  input: Record<string, unknown>;
};

/**
 * The operations backend as the browser sees it. Every method rejects with a `ResponseError` when the backend answers an error.
 * @public
 */
export interface OperationsApi {
  getHealth(entity: EntityRef, options?: CallOptions): Promise<Health>;
  listUnits(
    entity: EntityRef,
    options?: CallOptions,
  ): Promise<ListUnits200Response>;
  listAlarms(
    entity: EntityRef,
    options?: CallOptions,
  ): Promise<ListAlarms200Response>;
  listAlarmHistory(
    entity: EntityRef,
    alarmName: string,
    options?: CallOptions,
  ): Promise<AlarmHistoryItem[]>;
  getMetrics(
    entity: EntityRef,
    range: { start?: string; end?: string },
    options?: CallOptions,
  ): Promise<Metrics>;
  /** How people reach what runs in closed networks. */
  listConnections(
    entity: EntityRef,
    options?: CallOptions,
  ): Promise<Connections>;
  /** Who works on which unit, and how to get one. */
  listLeases(entity: EntityRef, options?: CallOptions): Promise<Leases>;
  /** Returns a lease; one that has ended is no error. */
  deleteLease(entity: EntityRef, leaseId: string): Promise<void>;
  getLogs(
    entity: EntityRef,
    query: GetLogs['query'],
    options?: CallOptions,
  ): Promise<LogPage>;
  /** The last lines of the units of the resource that a deployment failed at. */
  getLastLines(
    entity: EntityRef,
    deploymentId: string,
    options?: CallOptions,
  ): Promise<LastLines>;
  /** Follows the lines that come after `after` until `signal` aborts; rejects when the backend refuses. */
  followLogs(
    entity: EntityRef,
    query: GetLogs['query'],
    listener: LogListener,
    options: { signal: AbortSignal },
  ): Promise<void>;
  listOperations(
    entity: EntityRef,
    options?: CallOptions,
  ): Promise<ListOperations200Response>;
  /** What the operation would do, in numbers; changes nothing. */
  previewOperation(
    entity: EntityRef,
    input: OperationInput,
    options?: CallOptions,
  ): Promise<OperationPreview>;
  runOperation(entity: EntityRef, input: OperationInput): Promise<OperationRun>;
  getOperationRun(
    entity: EntityRef,
    runId: string,
    options?: CallOptions,
  ): Promise<OperationRun>;
}
