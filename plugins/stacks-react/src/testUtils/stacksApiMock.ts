import type { StacksApi } from '../api/StacksApi';
import { aDeployment, aPlan, aStack, anEnvironment, anEvent } from './fixtures';

/** A stacks backend with one stack that is well; override what a test is about. @public */
export function stacksApiMock(over: Partial<StacksApi> = {}): StacksApi {
  const definition = {
    id: 'dagger-engine-pool',
    shortName: 'engine-pool',
    title: 'Dagger engine pool',
    description: 'A private fleet of Dagger engines',
  };
  return {
    listDefinitions: async () => [definition],
    getDefinition: async () => ({
      ...definition,
      version: '1.2.0',
      schema: {},
      defaults: {},
    }),
    listEnvironments: async () => [anEnvironment()],
    createPlan: async () => aPlan(),
    listPlans: async () => ({ items: [], totalItems: 0 }),
    getPlan: async () => aPlan(),
    discardPlan: async () => {},
    applyPlan: async () => aDeployment(),
    listStacks: async () => ({
      items: [aStack()],
      totalItems: 1,
      counts: { health: { healthy: 1 }, state: { deployed: 1 } },
    }),
    getStack: async () => aStack(),
    listDeployments: async () => ({ items: [aDeployment()], totalItems: 1 }),
    listLedger: async () => ({ items: [], totalItems: 0 }),
    clearFailedCreate: async () => aDeployment({ kind: 'destroy' }),
    acknowledgeFinding: async (stack, request) => ({
      ...{ ...request, id: 7, stack, by: 'user:default/guest', expired: false },
      at: '2026-01-05T10:00:00Z',
    }),
    withdrawAcknowledgement: async () => {},
    getDeployment: async () => aDeployment(),
    getDeploymentEvidence: async () => new Blob(['a bundle']),
    listDeploymentEvents: async () => [
      anEvent(1),
      anEvent(2, { status: 'CREATE_COMPLETE' }),
    ],
    followDeployment: async () => {},
    ...over,
  };
}
