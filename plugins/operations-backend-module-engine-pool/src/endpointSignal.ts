import type { Fact, Signal } from '@enginehouse/plugin-operations-common';
import type { StackView } from '@enginehouse/plugin-operations-node';
import type { EndpointProbe, ProbeResult } from './EndpointProbe';

/** Output of the capability `dagger:endpoint` with the address clients take. */
const OUTPUT = 'DaggerEndpointTlsUrl';
const DAY_MS = 24 * 3_600_000;
const EXPIRES_SOON_DAYS = 14;

/** Whether the pool's TLS endpoint answers; nothing before the stack has outputs. */
export async function endpointSignal(
  stack: StackView,
  probe: EndpointProbe,
): Promise<Signal[]> {
  const url = stack.outputs[OUTPUT];
  if (url === undefined) return [];
  const { hostname: host, port } = new URL(url);
  const result = await probe.check({ host, port: Number(port) });
  const address: Fact = { label: 'Address', value: url, kind: 'id' };
  const about = { key: 'endpoint', title: 'Endpoint' };
  return [{ ...about, ...judge(result, address, Date.now()) }];
}

function judge(
  result: ProbeResult,
  address: Fact,
  now: number,
): Pick<Signal, 'status' | 'sentence' | 'facts'> {
  switch (result.outcome) {
    case 'not-checked':
      return {
        status: 'unknown',
        sentence: `endpoint not checked: ${result.reason}`,
        facts: [address],
      };
    case 'refused':
      return {
        status: 'unhealthy',
        sentence: `endpoint does not answer: ${result.reason}`,
        facts: [address],
      };
    default: {
      const { protocol, subject, validUntil } = result;
      const facts: Fact[] = [
        address,
        { label: 'TLS', value: protocol, kind: 'text' },
        { label: 'Certificate for', value: subject, kind: 'id' },
        {
          label: 'Certificate until',
          value: validUntil.toISOString(),
          kind: 'time',
        },
      ];
      return { ...certificateHealth(validUntil, now), facts };
    }
  }
}

function certificateHealth(
  validUntil: Date,
  now: number,
): Pick<Signal, 'status' | 'sentence'> {
  const days = Math.floor((validUntil.getTime() - now) / DAY_MS);
  if (days < 0) {
    return {
      status: 'unhealthy',
      sentence: `the endpoint's certificate ended on ${dateOf(validUntil)}`,
    };
  }
  return days < EXPIRES_SOON_DAYS
    ? {
        status: 'degraded',
        sentence: `the endpoint's certificate ends in ${days} days, on ${dateOf(
          validUntil,
        )}`,
      }
    : { status: 'healthy', sentence: 'endpoint answers' };
}

function dateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
