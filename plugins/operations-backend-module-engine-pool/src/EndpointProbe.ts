import { X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';

const ANSWER_WITHIN_MS = 5_000;
const SHARED_FOR_MS = 30_000;

/** Where a probe connects to. */
export interface Address {
  host: string;
  port: number;
}

/** What a probe found. */
export type ProbeResult =
  | {
      outcome: 'answered';
      /** Such as `TLSv1.3`. */
      protocol: string;
      /** The server's certificate, then what it showed above it. */
      chain: X509Certificate[];
    }
  | { outcome: 'refused'; reason: string }
  | {
      /** It cannot be told from here whether the endpoint works. */
      outcome: 'not-checked';
      reason: string;
    };

/** Connects to TLS endpoints, each at most once in 30 seconds, whoever asks. */
export class EndpointProbe {
  readonly #results = new Map<
    string,
    { until: number; result: Promise<ProbeResult> }
  >();

  check(address: Address): Promise<ProbeResult> {
    const key = `${address.host}:${address.port}`;
    const now = Date.now();
    for (const [known, { until }] of this.#results) {
      if (until <= now) this.#results.delete(known);
    }
    const shared = this.#results.get(key);
    if (shared) return shared.result;
    const result = probe(address);
    this.#results.set(key, { until: now + SHARED_FOR_MS, result });
    return result;
  }
}

/**
 * A handshake without a client certificate: the terminator shows its own certificate before it refuses ours. What it shows is
 * judged afterwards: the private authority is not one the portal trusts.
 */
function probe({ host, port }: Address): Promise<ProbeResult> {
  return new Promise(resolve => {
    const socket = connect({
      host,
      port,
      servername: host,
      rejectUnauthorized: false,
    });
    const finish = (result: ProbeResult) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () =>
      finish({
        outcome: 'not-checked',
        reason: `no answer within ${
          ANSWER_WITHIN_MS / 1_000
        } s; the portal may have no way into its network`,
      }),
    );
    socket.once('secureConnect', () => {
      finish({
        outcome: 'answered',
        protocol: socket.getProtocol() ?? 'TLS',
        chain: chainOf(socket.getPeerCertificate(true)),
      });
    });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      finish(fromError(error)),
    );
  });
}

/** The top of a chain may name itself as its issuer. */
function chainOf(certificate: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<DetailedPeerCertificate>();
  for (
    let next: DetailedPeerCertificate | undefined = certificate;
    next?.raw && !seen.has(next);
    next = next.issuerCertificate
  ) {
    seen.add(next);
    chain.push(new X509Certificate(next.raw));
  }
  return chain;
}

function fromError({ code = '', message }: NodeJS.ErrnoException): ProbeResult {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      outcome: 'not-checked',
      reason: 'the name does not resolve from the portal',
    };
  }
  if (
    code === 'ENETUNREACH' ||
    code === 'EHOSTUNREACH' ||
    code === 'ETIMEDOUT'
  ) {
    return {
      outcome: 'not-checked',
      reason: 'the portal has no way into its network',
    };
  }
  // Several addresses that all fail give an error without a message of its own.
  return { outcome: 'refused', reason: message || code };
}
