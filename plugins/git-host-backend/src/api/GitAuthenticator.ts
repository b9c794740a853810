import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';

/**
 * Tells who calls, for requests that git makes: a token of the portal as Bearer, or as password of HTTP Basic with any user name. A token of
 * limited use suffices: it is what people get for git.
 */
export class GitAuthenticator {
  readonly #auth: AuthService;
  readonly #signInUrl: string;

  constructor(options: { auth: AuthService; signInUrl: string }) {
    this.#auth = options.auth;
    this.#signInUrl = options.signInUrl;
  }

  /** @throws AuthenticationError that says where to get a password */
  async credentialsOf(req: Request): Promise<BackstageCredentials> {
    const token = tokenOf(req.headers.authorization);
    if (!token) {
      throw this.#refusal('git asks for a user name and a password');
    }
    try {
      return await this.#auth.authenticate(token, {
        allowLimitedAccess: true,
      });
    } catch (error) {
      if ((error as Error).name !== 'AuthenticationError') {
        throw error;
      }
      throw this.#refusal('The password is not, or no longer, valid');
    }
  }

  #refusal(why: string): AuthenticationError {
    return new AuthenticationError(
      `${why}: use any user name, and a password made at ${this.#signInUrl}`,
    );
  }
}

function tokenOf(authorization = ''): string | undefined {
  const [, scheme, value] =
    /^(Bearer|Basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme?.toLowerCase() !== 'basic') {
    return value;
  }
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1) || undefined;
}
