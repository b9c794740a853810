import { InputError, NotFoundError } from '@backstage/errors';
import type { OperationTarget as NamedTarget } from '@enginehouse/plugin-operations-common';
import type {
  OperationTarget,
  OperationValue,
  Resource,
  Source,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { askSources } from '../sources/askSources';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { ANY_UNIT, wordsOf } from '../units/wordsOf';

/** One operation on one target. */
export interface OperationOffer {
  operation: OperationValue;
  target: OperationTarget;
  /** As requests and answers name it. */
  named: NamedTarget;
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
      source.operations && targetsOf(source, resources, context),
  );
  const possible = answers.flatMap(({ source, resources, value }) => {
    const type = typeWords(source, registry, context);
    return (source.operations ?? []).flatMap(operation =>
      value
        .filter(({ kind }) => kind === operation.on)
        .map(target => ({
          operation,
          target,
          named: nameOf(target, type, resources),
        })),
    );
  });
  const offered = await Promise.all(
    possible.map(
      ({ operation, target }) => operation.offered?.(target, context) ?? true,
    ),
  );
  return possible.filter((_, index) => offered[index]);
}

async function targetsOf(
  source: Source,
  resources: Resource[],
  context: SourceContext,
): Promise<OperationTarget[]> {
  const units = source.operations?.some(({ on }) => on === 'unit')
    ? await source.units?.(resources, context)
    : [];
  return [
    ...resources.map(resource => ({ kind: 'resource' as const, resource })),
    ...(units ?? []).map(unit => ({ kind: 'unit' as const, unit })),
  ];
}

/** What a source's resources are called: a group by what runs in it ("engines"), where people have a word for that. */
function typeWords(
  source: Source,
  registry: SourceRegistry,
  { stack }: SourceContext,
): string {
  const words = wordsOf(source, registry, stack);
  return source.wantedUnits && words !== ANY_UNIT ? words.many : source.title;
}

function nameOf(
  target: OperationTarget,
  type: string,
  resources: Resource[],
): NamedTarget {
  if (target.kind === 'unit') {
    return { kind: 'unit', key: target.unit.key, title: target.unit.name };
  }
  const { logicalId } = target.resource;
  const title = resources.length === 1 ? type : `${type} ${logicalId}`;
  return { kind: 'resource', key: logicalId, title };
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
  const keys = list(ofOperation.map(({ named }) => named.key));
  if (target === undefined) {
    if (ofOperation.length === 1) return ofOperation[0];
    throw new InputError(`target is missing: one of ${keys} is accepted`);
  }
  const chosen = ofOperation.find(({ named }) => named.key === target);
  if (!chosen) {
    throw new NotFoundError(`target is ${target}: one of ${keys} is accepted`);
  }
  return chosen;
}

function list(names: string[]): string {
  return [...new Set(names)].join(', ');
}
