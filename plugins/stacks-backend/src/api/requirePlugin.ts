import type {
  BackstageCredentials,
  BackstageServicePrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/**
 * The plugin that calls. Services from outside the portal have tokens, too: what happened to a stack is not for them to say.
 *
 * @returns its subject, such as `plugin:operations`
 * @throws NotAllowedError
 */
export function requirePlugin({
  principal: { subject },
}: BackstageCredentials<BackstageServicePrincipal>): string {
  if (subject.startsWith('plugin:')) return subject;
  throw new NotAllowedError(
    `${subject} is no plugin of this portal, and only those report what happens to stacks`,
  );
}
