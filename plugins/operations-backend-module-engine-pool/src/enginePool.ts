import type { DefinitionModule } from '@enginehouse/plugin-operations-node';
import { beforeEnginesEnd } from './beforeEnginesEnd';
import { capacityFor } from './capacityFor';
import type { EndpointProbe } from './EndpointProbe';
import { endpointSignal } from './endpointSignal';
import { engineMetrics } from './engineMetrics';
import { enginePlacement } from './placement';
import { readEngineLine } from './readEngineLine';

/** Pools of Dagger engines. */
export function createEnginePool(probe: EndpointProbe): DefinitionModule {
  return {
    definition: 'dagger-engine-pool',
    words: { one: 'engine', many: 'engines', healthy: 'serving' },
    unitMetrics: engineMetrics,
    readLine: readEngineLine,
    placement: enginePlacement,
    beforeUnitsEnd: beforeEnginesEnd,
    configFor: capacityFor,
    health: context => endpointSignal(context, probe),
  };
}
