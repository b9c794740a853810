import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type {
  AuditorService,
  DatabaseService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { AwsService } from '@enginehouse/aws-node';
import { Acknowledgements } from './acknowledgements/Acknowledgements';
import { PlanAuthorizer } from './api/PlanAuthorizer';
import type { ApiRouter } from './api/RouterOptions';
import { StackAuthorizer } from './api/StackAuthorizer';
import { auditedBy } from './api/audited';
import { createRouter } from './api/createRouter';
import { registerStackPermissions } from './api/registerStackPermissions';
import { openDatabase } from './database/openDatabase';
import type { Definitions } from './definitions/Definitions';
import { ApplyGate } from './deployments/ApplyGate';
import { BeginDeployment } from './deployments/BeginDeployment';
import { CloudFormationCalls } from './deployments/CloudFormationCalls';
import { DeploymentJournal } from './deployments/DeploymentJournal';
import { DeploymentReader } from './deployments/DeploymentReader';
import { DeploymentRun } from './deployments/DeploymentRun';
import { DeploymentStore } from './deployments/DeploymentStore';
import { DeploymentWatcher } from './deployments/DeploymentWatcher';
import { Deployments } from './deployments/Deployments';
import { CopyEvidence } from './evidence/CopyEvidence';
import { EvidenceStore } from './evidence/EvidenceStore';
import { SignEvidence } from './evidence/SignEvidence';
import { StoreEvidence } from './evidence/StoreEvidence';
import type { EnvironmentChecks } from './environments/EnvironmentChecks';
import { Ledger } from './ledger/Ledger';
import { LedgerRecorder } from './ledger/LedgerRecorder';
import { mayApply } from './planning/mayApply';
import type { Planner, StackRegistry } from './planning/types';
import { PlanJournal } from './plans/PlanJournal';
import { PlanLifecycle } from './plans/PlanLifecycle';
import { PlanReader } from './plans/PlanReader';
import { PlanStore } from './plans/PlanStore';
import { HealthReports } from './stacks/HealthReports';
import { Reconciler } from './stacks/Reconciler';
import { StackChanges } from './stacks/StackChanges';
import { StackPages } from './stacks/StackPages';
import { StackStore } from './stacks/StackStore';

export interface WireOptions {
  auditor: AuditorService;
  aws: AwsService;
  database: DatabaseService;
  definitions: Definitions;
  environments: EnvironmentChecks;
  events: EventsService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  /** Makes the planner, given what it asks of the ledger. */
  planner: (registry: StackRegistry) => Planner;
  signals: SignalsService;
  userInfo: UserInfoService;
}

/** The parts of the plugin that its life cycle and schedule drive. */
export interface Stacks {
  router: ApiRouter;
  watcher: DeploymentWatcher;
  planLifecycle: PlanLifecycle;
  reconciler: Reconciler;
  /** To be called when nothing runs any more. */
  close: () => void;
}

/** Puts the parts of the plugin together. Nothing runs yet. */
export async function wireStacks(options: WireOptions): Promise<Stacks> {
  const { aws, environments, httpAuth, logger } = options;
  const processId = `${hostname()}:${process.pid}:${randomUUID()}`;
  const { knex, leases, close } = await openDatabase(options.database);
  const changes = new StackChanges(options);
  const ledger = new Ledger(knex);
  const stacks = new StackStore(knex);
  const plans = new PlanStore(knex);
  const store = new DeploymentStore(knex);
  const calls = new CloudFormationCalls(aws);
  const planner = options.planner(stacks);
  const base = { knex, ledger, changes, logger, processId };

  const evidence = new EvidenceStore(knex);
  const deploymentReader = new DeploymentReader({
    ...{ aws, evidence, plans, stacks },
    deployments: store,
  });
  const journal = new DeploymentJournal({
    ...base,
    leases: leases.deployments,
  });
  const planLifecycle = new PlanLifecycle({
    ...{ leases, logger, planner, plans, processId },
    journal: new PlanJournal({ ...base, leases: leases.plans }),
  });
  const keeping = { ...base, aws, evidence, leases: leases.deployments };
  const storeEvidence = new StoreEvidence({ ...keeping, calls, plans });
  const copies = new CopyEvidence(keeping);
  const run = {
    ...{ aws, calls, store, journal, storeEvidence, logger },
    reader: deploymentReader,
  };
  const watcher = new DeploymentWatcher({
    ...base,
    store,
    leases: leases.deployments,
    carry: (lease, signal) => new DeploymentRun(run, lease).run(signal),
    alsoLookFor: async () => {
      await planLifecycle.failAbandoned();
      await copies.copyDue();
    },
  });
  const acknowledgements = new Acknowledgements({
    ...{ knex, ledger, stacks, changes },
  });
  const gate = new ApplyGate({
    ...{ acknowledgements, aws, calls, ledger, mayApply, planner, stacks },
  });
  const deployments = new Deployments({
    ...{ aws, calls, gate, plans, processId, stacks },
    leases: leases.stacks,
    signEvidence: new SignEvidence({ aws, acknowledgements }),
    begin: new BeginDeployment({
      ...{ knex, ledger, stacks, changes },
      leases: leases.stacks,
      wake: () => watcher.wake(),
    }),
  });

  registerStackPermissions(options.permissionsRegistry, stacks);
  const authorizer = new StackAuthorizer({
    permissions: options.permissions,
    registry: options.permissionsRegistry,
    stacks,
  });
  const router = await createRouter({
    ...{
      acknowledgements,
      authorizer,
      changes,
      environments,
      httpAuth,
      ledger,
      plans,
    },
    ...{ aws, deploymentReader, deployments, evidence, planLifecycle },
    audited: auditedBy(options.auditor),
    definitions: options.definitions,
    deploymentStore: store,
    health: new HealthReports(base),
    planAuthorizer: new PlanAuthorizer({ authorizer, plans, stacks }),
    planReader: new PlanReader({
      ...{ acknowledgements, aws, evidence, plans, planner, gate },
    }),
    recorder: new LedgerRecorder(base),
    stackPages: new StackPages({ stacks, aws }),
    userInfo: options.userInfo,
  });
  const reconciler = new Reconciler({ ...base, aws, calls, stacks });
  return { router, watcher, planLifecycle, reconciler, close };
}
