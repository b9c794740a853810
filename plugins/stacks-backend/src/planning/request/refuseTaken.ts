import { ConflictError, NotFoundError } from '@backstage/errors';
import type { StackSnapshot } from '../cloudformation/StackReader';
import type { StackRegistry } from '../types';
import type { ResolvedRequest } from './resolveRequest';

/**
 * Refuses names that belong to somebody else: a stack the ledger does not know, a stack of another definition or account, a physical name another stack holds.
 *
 * @param snapshot - the stack as CloudFormation knows it by this name
 * @throws ConflictError naming both; NotFoundError for anything but an apply of a stack that is not recorded.
 */
export async function refuseTaken(
  resolved: ResolvedRequest,
  snapshot: StackSnapshot | undefined,
  registry: StackRegistry,
): Promise<void> {
  const { stack, recorded, environment, loaded, context } = resolved;
  const { account, region } = environment;
  if (resolved.action !== 'apply') {
    if (!recorded) throw new NotFoundError(`There is no stack ${stack}`);
    if (!snapshot) {
      throw new ConflictError(
        `Stack ${stack} is gone from account ${account}, region ${region}: it was deleted outside the portal`,
      );
    }
  }
  if (recorded) {
    if (recorded.definition !== loaded.definition.id) {
      throw new ConflictError(
        `The name ${stack} is taken by a stack of definition ${recorded.definition}; choose another component`,
      );
    }
    if (recorded.account !== account || recorded.region !== region) {
      throw new ConflictError(
        `Stack ${stack} is in account ${recorded.account}, region ${recorded.region}, but environment ${environment.name} is now account ${account}, region ${region}`,
      );
    }
  }
  const ours = !snapshot || isOurs(snapshot, recorded?.stackId);
  if (!ours) {
    throw new ConflictError(
      `The name ${stack} is taken: account ${account}, region ${region} has a stack of this name that the portal did not make (${snapshot.stackId}, ${snapshot.status})`,
    );
  }
  if (resolved.action !== 'apply') return;
  const holders = await registry.holders({
    account,
    region,
    names: loaded.definition.fixedNames(context),
    except: stack,
  });
  if (holders.length > 0) {
    throw new ConflictError(
      holders
        .map(
          held =>
            `${held.type} ${held.name} is held by stack ${held.stack}; ${stack} cannot have it too`,
        )
        .join('\n'),
    );
  }
}

/** A stack in review has no resources: whoever made it, our change set is what it becomes. */
function isOurs(snapshot: StackSnapshot, recordedId: string | undefined) {
  return (
    snapshot.status === 'REVIEW_IN_PROGRESS' || snapshot.stackId === recordedId
  );
}
