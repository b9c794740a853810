import type { X509Certificate } from 'node:crypto';
import type { HealthStatus } from '@enginehouse/plugin-operations-common';

const DAY_MS = 24 * 3_600_000;
const EXPIRES_SOON_DAYS = 14;

/** What clients will make of the certificates an endpoint shows. */
export interface Judgement {
  status: HealthStatus;
  sentence: string;
}

/**
 * Judges a chain as clients do: is it valid now, for this name, and of the pool's authority.
 *
 * @param chain - the server's certificate first
 * @param authority - that of the private CA; what is not known is not judged
 */
export function judgeCertificate(
  chain: X509Certificate[],
  {
    host,
    authority,
    now,
  }: { host: string; authority?: X509Certificate; now: number },
): Judgement {
  const [own] = chain;
  const [begins, ends] = [new Date(own.validFrom), new Date(own.validTo)];
  const days = Math.floor((ends.getTime() - now) / DAY_MS);
  if (begins.getTime() > now) {
    return unhealthy(
      `the endpoint's certificate holds from ${dateOf(begins)} on only`,
    );
  }
  if (ends.getTime() < now) {
    return unhealthy(`the endpoint's certificate ended on ${dateOf(ends)}`);
  }
  if (!own.checkHost(host)) {
    return unhealthy(
      `the endpoint's certificate is not for ${host}, but for ${namesOf(own)}`,
    );
  }
  if (authority && !descends(chain, authority)) {
    return unhealthy(
      `the endpoint's certificate is not of the pool's CA: it is signed by ${inOneLine(
        own.issuer,
      )}`,
    );
  }
  return days < EXPIRES_SOON_DAYS
    ? {
        status: 'degraded',
        sentence: `the endpoint's certificate ends in ${days} days, on ${dateOf(
          ends,
        )}`,
      }
    : { status: 'healthy', sentence: 'endpoint answers' };
}

/** The names a certificate is for. */
export function namesOf(certificate: X509Certificate): string {
  return (
    certificate.subjectAltName?.replaceAll('DNS:', '') ??
    inOneLine(certificate.subject)
  );
}

/** Whether each is signed by the one above it, up to the authority. */
function descends(
  chain: X509Certificate[],
  authority: X509Certificate,
): boolean {
  const [own, ...above] = chain;
  if (signedBy(own, authority)) return true;
  const [issuer] = above;
  return issuer && signedBy(own, issuer)
    ? descends(above, authority)
    : own.fingerprint256 === authority.fingerprint256;
}

function signedBy(one: X509Certificate, by: X509Certificate): boolean {
  return by.ca && one.checkIssued(by) && one.verify(by.publicKey);
}

function unhealthy(sentence: string): Judgement {
  return { status: 'unhealthy', sentence };
}

function dateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A distinguished name stands on several lines. */
function inOneLine(name: string): string {
  return name.split('\n').join(', ');
}
