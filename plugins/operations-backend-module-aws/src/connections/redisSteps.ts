import type { ConnectionStep } from '@enginehouse/plugin-operations-common';
import type { Destination } from './tunnel';

/** A Redis or Valkey cache at the end of a tunnel. */
export interface RedisCache {
  destination: Destination;
  /** Whether it is encrypted in transit. */
  tls: boolean;
  /** Whether it asks for a password. */
  password: boolean;
}

/** How to reach a cache through a tunnel. redis-cli verifies the authority of the certificate, and sends the name it wants with `--sni`. */
export function redisSteps(to: RedisCache): ConnectionStep[] {
  const { host, port } = to.destination;
  const options = [
    ...(to.tls ? ['--tls', `--sni ${host}`] : []),
    ...(to.password ? ['--askpass'] : []),
  ];
  return [
    {
      title: 'Connect with redis-cli',
      text: ['redis-cli -h 127.0.0.1', `-p ${port}`, ...options].join(' '),
      ...(to.tls && {
        note: 'Needs a redis-cli built with TLS. It verifies that the certificate is Amazon’s, not that it names 127.0.0.1.',
      }),
    },
    {
      title: 'Or with another client',
      text: `${to.tls ? 'rediss' : 'redis'}://localhost:${port}`,
      ...(to.tls && {
        note: `The certificate is for ${host}: the client must not verify the name, or must be told that name.`,
      }),
    },
  ];
}
