import { Layer } from './layers';
import { eachLeaf, fromPointer, isRecord, upwards } from './pointer';

export interface Merged {
  value: Record<string, unknown>;
  /** The layer that supplied an option, or the group it is in. */
  layerOf(pointer: string): Layer | undefined;
}

/** Lays layers over one another: groups are merged, any other value is replaced. */
export function merge(layers: readonly Layer[]): Merged {
  const value: Record<string, unknown> = {};
  const owners = new Map<string, Layer>();
  for (const layer of layers) {
    eachLeaf(layer.value, (pointer, leaf) => {
      if (pointer === '' || leaf === undefined) return;
      assign(value, fromPointer(pointer), leaf);
      for (const p of upwards(pointer)) owners.set(p, layer);
    });
  }
  return {
    value,
    layerOf: pointer =>
      upwards(pointer)
        .map(p => owners.get(p))
        .find(Boolean),
  };
}

function assign(
  target: Record<string, unknown>,
  [key, ...rest]: string[],
  leaf: unknown,
): void {
  if (key === undefined) return;
  const child = Object.hasOwn(target, key) ? target[key] : undefined;
  if (rest.length === 0) {
    const emptyOverGroup = isRecord(leaf) && isRecord(child);
    if (!emptyOverGroup) define(target, key, leaf);
  } else if (isRecord(child)) {
    assign(child, rest, leaf);
  } else {
    const created = {};
    define(target, key, created);
    assign(created, rest, leaf);
  }
}

// A key may be `__proto__`: input is not ours.
function define(
  target: Record<string, unknown>,
  key: string,
  value: unknown,
): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
