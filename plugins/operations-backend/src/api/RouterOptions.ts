import type { DiscoveryService } from '@backstage/backend-plugin-api';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import type { StackAccess } from '../access/StackAccess';
import type { AlarmReader } from '../alarms/AlarmReader';
import type { HealthReader } from '../health/HealthReader';
import type { LeaseCallers } from '../leases/LeaseCallers';
import type { Leases } from '../leases/Leases';
import type { FollowerHub } from '../lines/FollowerHub';
import type { ChartReader } from '../metrics/ChartReader';
import type { MeasurementReader } from '../metrics/MeasurementReader';
import type { OperationsService } from '../operations/OperationsService';
import type { createOpenApiRouter } from '../schema/openapi';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { StackContexts } from '../sources/StackContexts';
import type { UnitReader } from '../units/UnitReader';
import type { Admit, AdmitAny } from './admit';

/** The router whose routes, parameters and answers `openapi.yaml` describes. */
export type ApiRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;

/** What the routes answer from. */
export interface RouterOptions {
  access: StackAccess;
  admit: Admit;
  admitAny: AdmitAny;
  alarms: AlarmReader;
  charts: ChartReader;
  contexts: StackContexts;
  discovery: DiscoveryService;
  health: HealthReader;
  hub: FollowerHub;
  leaseCallers: LeaseCallers;
  leases: Leases;
  measurements: MeasurementReader;
  operations: OperationsService;
  registry: SourceRegistry;
  stacks: StacksService;
  units: UnitReader;
}
