import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Repositories } from '../repositories/Repositories';
import type { RepositoryFiles } from '../repositories/RepositoryFiles';
import type { GitAuthenticator } from './GitAuthenticator';
import type { RepositoryAuthorizer } from './RepositoryAuthorizer';

/** What the routes of the host need. */
export interface RouterOptions {
  auditor: AuditorService;
  auth: AuthService;
  authenticator: GitAuthenticator;
  authorizer: RepositoryAuthorizer;
  files: RepositoryFiles;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  maxPushBytes: number;
  repositories: Repositories;
  /** Absolute folder of all repositories. */
  root: string;
  userInfo: UserInfoService;
}
