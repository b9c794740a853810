import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { AwsService } from '@enginehouse/aws-node';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { StackAccess } from './access/StackAccess';
import { AlarmReader } from './alarms/AlarmReader';
import { createAdmit } from './api/admit';
import { createRouter } from './api/createRouter';
import { openDatabase } from './database/openDatabase';
import { HealthCollector } from './health/HealthCollector';
import { HealthReader } from './health/HealthReader';
import { SettlingWatch } from './health/SettlingWatch';
import { LeaseCallers } from './leases/LeaseCallers';
import { Leases } from './leases/Leases';
import { LeaseStore } from './leases/LeaseStore';
import { removeExpired } from './leases/removeExpired';
import { FollowerHub } from './lines/FollowerHub';
import { ChartReader } from './metrics/ChartReader';
import { MeasurementReader } from './metrics/MeasurementReader';
import { OperationRunner } from './operations/OperationRunner';
import { OperationsService } from './operations/OperationsService';
import type { SourceRegistry } from './sources/SourceRegistry';
import { StackContexts } from './sources/StackContexts';
import { UnitReader } from './units/UnitReader';

/** Puts the parts of the plugin together. */
export async function createOperations(options: {
  auditor: AuditorService;
  auth: AuthService;
  aws: AwsService;
  config: RootConfigService;
  database: DatabaseService;
  discovery: DiscoveryService;
  events: EventsService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  registry: SourceRegistry;
  scheduler: SchedulerService;
  stacks: StacksService;
}) {
  const { registry } = options;
  const store = new LeaseStore(await openDatabase(options.database));
  const contexts = new StackContexts(options);
  const access = new StackAccess(options);
  const units = new UnitReader(registry);
  const measurements = new MeasurementReader(registry);
  const leases = new Leases({ registry, units, measurements, store });
  const alarms = new AlarmReader(registry);
  const health = new HealthReader({ registry, contexts, units });
  const runner = new OperationRunner({ ...options, contexts });
  const collector = new HealthCollector({ ...options, health });
  const settling = new SettlingWatch({ ...options, collector });
  const router = await createRouter({
    access,
    ...createAdmit({ ...options, access }),
    alarms,
    charts: new ChartReader({ registry, units, alarms }),
    contexts,
    discovery: options.discovery,
    health,
    hub: new FollowerHub(),
    leaseCallers: LeaseCallers.fromConfig(options.config),
    leases,
    measurements,
    operations: new OperationsService({ ...options, contexts, runner, leases }),
    registry,
    stacks: options.stacks,
    units,
  });
  return {
    router,
    /** Reads and reports the health of all stacks from now on. */
    async collect(schedule: SchedulerServiceTaskScheduleDefinition) {
      await collector.schedule(
        options.scheduler.createScheduledTaskRunner(schedule),
      );
      await settling.start(options.events);
      await removeExpired(store, options.scheduler);
    },
    /** Resolves when what runs is interrupted and recorded. */
    async stop() {
      settling.stop();
      await runner.stop();
    },
  };
}
