import type { DefinitionModule } from '@enginehouse/plugin-operations-node';
import { capacityFor } from './capacityFor';
import type { EndpointProbe } from './EndpointProbe';
import { endpointSignal } from './endpointSignal';
import { engineMetrics } from './engineMetrics';
import { readEngineLine } from './readEngineLine';

/** Pools of Dagger engines. */
export function createEnginePool(probe: EndpointProbe): DefinitionModule {
  return {
    definition: 'dagger-engine-pool',
    words: { one: 'engine', many: 'engines', healthy: 'serving' },
    unitMetrics: engineMetrics,
    readLine: readEngineLine,
    configFor: capacityFor,
    health: context => endpointSignal(context, probe),
  };
}
