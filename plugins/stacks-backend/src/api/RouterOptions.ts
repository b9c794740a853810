import type {
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { AwsService } from '@enginehouse/aws-node';
import type { Acknowledgements } from '../acknowledgements/Acknowledgements';
import type { Definitions } from '../definitions/Definitions';
import type { DeploymentReader } from '../deployments/DeploymentReader';
import type { DeploymentStore } from '../deployments/DeploymentStore';
import type { Deployments } from '../deployments/Deployments';
import type { EnvironmentChecks } from '../environments/EnvironmentChecks';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { Ledger } from '../ledger/Ledger';
import type { LedgerRecorder } from '../ledger/LedgerRecorder';
import type { PlanLifecycle } from '../plans/PlanLifecycle';
import type { PlanReader } from '../plans/PlanReader';
import type { PlanStore } from '../plans/PlanStore';
import type { createOpenApiRouter } from '../schema/openapi';
import type { HealthReports } from '../stacks/HealthReports';
import type { StackChanges } from '../stacks/StackChanges';
import type { StackPages } from '../stacks/StackPages';
import type { PlanAuthorizer } from './PlanAuthorizer';
import type { StackAuthorizer } from './StackAuthorizer';
import type { Audited } from './audited';

/** The router whose routes, parameters and answers `openapi.yaml` describes. */
export type ApiRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;

/** What the routes answer from. */
export interface RouterOptions {
  acknowledgements: Acknowledgements;
  audited: Audited;
  authorizer: StackAuthorizer;
  aws: AwsService;
  changes: StackChanges;
  definitions: Definitions;
  deploymentReader: DeploymentReader;
  deployments: Deployments;
  deploymentStore: DeploymentStore;
  environments: EnvironmentChecks;
  evidence: EvidenceStore;
  health: HealthReports;
  httpAuth: HttpAuthService;
  ledger: Ledger;
  planAuthorizer: PlanAuthorizer;
  planLifecycle: PlanLifecycle;
  planReader: PlanReader;
  plans: PlanStore;
  recorder: LedgerRecorder;
  stackPages: StackPages;
  userInfo: UserInfoService;
}
