import { ImportCertificateCommand, type ACMClient } from '@aws-sdk/client-acm';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Options of openssl that make a key. */
const KEYS = {
  rsa: ['-newkey', 'rsa:2048'],
  curve: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
};

/** Imports a certificate, signed by itself, for the first name and the others. @returns its ARN */
export async function importCertificate(
  acm: ACMClient,
  names: [string, ...string[]],
  key: keyof typeof KEYS = 'rsa',
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [keyFile, certificate] = ['key.pem', 'certificate.pem'].map(name =>
    join(folder, name),
  );
  try {
    const altNames = names.map(name => `DNS:${name}`).join(',');
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', ...KEYS[key], '-nodes', '-days', '1'],
        ...['-keyout', keyFile, '-out', certificate],
        ...['-subj', `/CN=${names[0]}`],
        ...['-addext', `subjectAltName=${altNames}`],
      ],
      { stdio: 'pipe' },
    );
    const answer = await acm.send(
      new ImportCertificateCommand({
        PrivateKey: readFileSync(keyFile),
        Certificate: readFileSync(certificate),
      }),
    );
    return answer.CertificateArn!;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
