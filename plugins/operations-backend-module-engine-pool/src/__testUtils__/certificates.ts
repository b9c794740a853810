import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, as PEM. */
export interface Pem {
  key: string;
  cert: string;
}

function openssl(...args: string[]): Pem {
  const folder = mkdtempSync(join(tmpdir(), 'terminator-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map(file => join(folder, file));
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-nodes', '-batch'],
      ...['-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-keyout', key, '-out', cert, ...args],
    ],
    { stdio: 'ignore' },
  );
  const made = {
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
  };
  rmSync(folder, { recursive: true });
  return made;
}

/** An authority of its own. */
export const authority = (name: string) => openssl('-subj', `/CN=${name}`);

/** A server's certificate, signed by an authority; or that of an authority below it. */
export function issue(
  ca: Pem,
  { days = 90, name = 'localhost', isAuthority = false } = {},
): Pem {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const [key, cert] = ['ca.key', 'ca.pem'].map(file => join(folder, file));
  writeFileSync(key, ca.key);
  writeFileSync(cert, ca.cert);
  const made = openssl(
    ...['-CA', cert, '-CAkey', key, '-subj', `/CN=${name}`],
    ...['-days', String(days), '-addext', `subjectAltName=DNS:${name}`],
    ...['-addext', `basicConstraints=critical,CA:${isAuthority}`],
  );
  rmSync(folder, { recursive: true });
  return made;
}
