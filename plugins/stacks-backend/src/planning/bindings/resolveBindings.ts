import type { Bind, Binding, Issue } from '@enginehouse/plugin-stacks-common';
import { InvalidInputError } from '../InvalidInputError';
import type { PlanningServices } from '../PlanningServices';
import type { StackReader } from '../cloudformation/StackReader';
import type { ResolvedRequest } from '../request/resolveRequest';
import { findProvider } from './findProvider';
import { readValues } from './readValues';

/**
 * Reads what a request binds to: values of deployed stacks of the same service and environment.
 *
 * @param input - `ownershipRefs`: the caller's own, who may bind to what belongs to them
 * @throws InvalidInputError naming both components of every binding that is not possible, at once.
 */
export async function resolveBindings(input: {
  binds: readonly Bind[];
  resolved: ResolvedRequest;
  ownershipRefs: readonly string[];
  services: Pick<PlanningServices, 'definitions' | 'registry'>;
  reader: StackReader;
}): Promise<Binding[]> {
  const { binds, reader } = input;
  const issues = twice(binds);
  const bindings: Binding[] = [];
  for (const [i, bind] of binds.entries()) {
    const provider = await findProvider({ ...input, bind });
    if ('message' in provider) {
      issues.push({ ...provider, path: `/binds/${i}${provider.path}` });
      continue;
    }
    const { recorded, capability } = provider;
    const values = await readValues(reader, recorded.name, {
      name: bind.capability,
      ...capability,
    });
    if ('message' in values) {
      issues.push({ ...values, path: `/binds/${i}/to`, value: bind.to });
      continue;
    }
    bindings.push({
      ...{ to: bind.to, capability: bind.capability, values: values.values },
      ...{ stack: recorded.name, definition: recorded.definition },
    });
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return bindings;
}

function twice(binds: readonly Bind[]): Issue[] {
  return binds.flatMap(({ capability }, i) => {
    const first = binds.findIndex(b => b.capability === capability);
    return first === i
      ? []
      : [
          {
            path: `/binds/${i}/capability`,
            value: capability,
            message: `is bound to ${binds[first].to} already`,
            accepted: 'each capability once',
          },
        ];
  });
}
