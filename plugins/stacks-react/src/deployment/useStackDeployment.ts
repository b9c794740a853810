import { useEffect, useReducer, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Deployment,
  DeploymentEvent,
} from '@enginehouse/plugin-stacks-common';
import { stacksApiRef } from '../api/stacksApiRef';
import { isRunning } from './states';

/** A deployment as it is known just now. @public */
export type FollowedDeployment = {
  deployment?: Deployment;
  /** In order of `seq`, each once. */
  events: DeploymentEvent[];
  loading: boolean;
  /** The backend does not answer just now; the deployment goes on, and following resumes by itself. */
  connectionLost: boolean;
  error?: Error;
  retry(): void;
};

type Known = {
  id?: string;
  deployment?: Deployment;
  events: DeploymentEvent[];
  lost?: boolean;
  error?: Error;
};

/**
 * One deployment, live until it is over; afterwards as it ended. With `id` undefined nothing is read.
 * @public
 */
export function useStackDeployment(id: string | undefined): FollowedDeployment {
  const api = useApi(stacksApiRef);
  const [attempt, retry] = useReducer((n: number) => n + 1, 0);
  const [known, setKnown] = useState<Known>({ events: [] });

  useEffect(() => {
    if (!id) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const events: DeploymentEvent[] = [];
    const tell = (news: Partial<Known>) => {
      if (!signal.aborted) {
        setKnown(old => ({
          ...(old.id === id ? old : { events: [] }),
          ...news,
          id,
        }));
      }
    };
    const follow = async () => {
      const deployment = await api.getDeployment(id, { signal });
      tell({ deployment, error: undefined });
      await api.followDeployment(
        id,
        {
          onEvent: event => {
            events.push(event);
            tell({ events: [...events] });
          },
          onDeployment: latest => tell({ deployment: latest }),
          onConnection: alive => tell({ lost: !alive }),
        },
        { signal },
      );
      if (isRunning(deployment.state)) {
        tell({ deployment: await api.getDeployment(id, { signal }) });
      }
    };
    follow().catch(error => tell({ error }));
    return () => controller.abort();
  }, [api, id, attempt]);

  const current: Known = known.id === id ? known : { events: [] };
  return {
    deployment: current.deployment,
    events: current.events,
    loading: Boolean(id) && !current.deployment && !current.error,
    connectionLost: current.lost ?? false,
    error: current.error,
    retry,
  };
}
