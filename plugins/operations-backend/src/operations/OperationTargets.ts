import { InputError, NotFoundError } from '@backstage/errors';
import type { OperationTarget as WireTarget } from '@enginehouse/plugin-operations-common';
import type {
  OperationTarget,
  OperationValue,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { askSources } from '../sources/askSources';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** One operation on one target. */
export interface OperationOffer {
  operation: OperationValue;
  target: OperationTarget;
}

/** Everything that can be done to what a stack runs. */
export async function findOffers(
  registry: SourceRegistry,
  context: SourceContext,
): Promise<OperationOffer[]> {
  const { answers } = await askSources(
    registry,
    context,
    (source, resources) =>
      source.operations &&
      Promise.all(
        source.operations.map(async operation => {
          const targets: OperationTarget[] =
            operation.on === 'resource'
              ? resources.map(resource => ({ kind: 'resource', resource }))
              : ((await source.units?.(resources, context)) ?? []).map(
                  unit => ({ kind: 'unit', unit }),
                );
          return targets.map(target => ({ operation, target }));
        }),
      ),
  );
  return answers.flatMap(({ value }) => value.flat());
}

/**
 * The offer a request means. What it names is only compared, never used as an address.
 *
 * @throws NotFoundError naming what there is; InputError when the target must be named
 */
export function chooseOffer(
  offers: OperationOffer[],
  id: string,
  target: string | undefined,
): OperationOffer {
  const ofOperation = offers.filter(({ operation }) => operation.id === id);
  if (ofOperation.length === 0) {
    throw new NotFoundError(
      `There is no operation ${id} here; there are: ${
        list(offers.map(({ operation }) => operation.id)) || 'none'
      }`,
    );
  }
  const keys = list(ofOperation.map(offer => wireTarget(offer.target).key));
  if (target === undefined) {
    if (ofOperation.length === 1) return ofOperation[0];
    throw new InputError(`target is missing: one of ${keys} is accepted`);
  }
  const chosen = ofOperation.find(
    offer => wireTarget(offer.target).key === target,
  );
  if (!chosen) {
    throw new NotFoundError(`target is ${target}: one of ${keys} is accepted`);
  }
  return chosen;
}

/** A target as requests and answers name it. */
export function wireTarget(target: OperationTarget): WireTarget {
  return target.kind === 'resource'
    ? {
        kind: 'resource',
        key: target.resource.logicalId,
        title: target.resource.logicalId,
      }
    : { kind: 'unit', key: target.unit.key, title: target.unit.name };
}

function list(names: string[]): string {
  return [...new Set(names)].join(', ');
}
