import type { Placement } from '@enginehouse/plugin-operations-node';
import { SESSIONS } from './engineMetrics';
import { howToConnect } from './howToConnect';
import { privateNames } from './privateNames';

/** Where the TLS terminator of each engine listens. */
const PORT = 8443;

/**
 * One session makes several connections that must all reach the same engine, which the load balancer does not promise: a session
 * is given one engine by the engine's own name, which is in its certificate.
 */
export const enginePlacement: Placement = {
  load: { metric: SESSIONS, one: 'session', many: 'sessions' },
  connect: howToConnect,
  async addresses(units, { aws }) {
    const names = await privateNames(
      units.map(({ key }) => key),
      aws,
    );
    return new Map(
      [...names].map(([key, name]) => [key, `tls://${name}:${PORT}`]),
    );
  },
};
