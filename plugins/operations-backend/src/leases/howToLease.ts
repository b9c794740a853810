import type { Connection } from '@enginehouse/plugin-operations-common';
import type { UnitWords } from '@enginehouse/plugin-operations-node';

/** How a session asks for a unit and returns it, with nothing but curl. */
export function howToLease(url: string, { one }: UnitWords): Connection {
  const curl = 'curl -sf -H "Authorization: Bearer $TOKEN"';
  return {
    id: 'lease',
    title: `Get one ${one}`,
    description: `A session stays on one ${one}: it asks for a lease, is given the least loaded ${one} by its own address, and returns the lease at its end. A lease that is not returned ends by itself.`,
    steps: [
      {
        title: 'Ask for a lease, here for an hour',
        text: `${curl} -X POST -H 'Content-Type: application/json' -d '{"purpose": "my pipeline", "ttlMinutes": 60}' ${url}`,
        note: 'TOKEN is a token of yours, or of a service that is configured for this. The answer holds id and address; 503 says why there is none.',
      },
      {
        title: 'Return it, when the session is over',
        text: `${curl} -X DELETE ${url}/$LEASE_ID`,
      },
    ],
    facts: [],
  };
}
