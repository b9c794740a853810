import type { ConnectionStep } from '@enginehouse/plugin-operations-common';
import type { Destination } from './tunnel';

/** Where certificates of the endpoint come from. */
export type CertificateAuthority =
  /** RDS Proxy has certificates of AWS Certificate Manager, which computers trust. */
  | 'system'
  /** Clusters have certificates of RDS's own authority. */
  | 'rds';

/** A PostgreSQL database at the end of a tunnel. */
export interface PostgresDatabase {
  region: string;
  destination: Destination;
  database: string;
  /** Whether a token of IAM is the password; a password of the database's own otherwise. */
  iam: boolean;
  authority: CertificateAuthority;
}

const USER = '<user>';
/** Amazon RDS User Guide, Certificate bundles for all AWS Regions. */
const BUNDLE =
  'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem';

/**
 * How to log in through a tunnel. The certificate names the endpoint, not `localhost`: libpq takes the name to verify from `host` and the address to
 * connect to from `hostaddr`, so that the name can be verified in full. Clients without such a thing can only encrypt. PostgreSQL documentation, 32.1.2.
 */
export function postgresSteps(to: PostgresDatabase): ConnectionStep[] {
  return [
    ...(to.iam ? [tokenStep(to)] : []),
    {
      title: 'Connect with psql',
      text: psql(to),
      note: psqlNote(to),
    },
    {
      title: 'Or with another client, such as DBeaver',
      text: `postgresql://${USER}@localhost:${to.destination.port}/${to.database}?sslmode=require`,
      note: `${
        to.iam
          ? 'The token is the password. '
          : 'The password is the one of the user’s secret. '
      }sslmode=require encrypts and does not verify the name: the certificate is for ${
        to.destination.host
      }, so that verify-full fails against localhost.`,
    },
  ];
}

function tokenStep({ region, destination }: PostgresDatabase): ConnectionStep {
  return {
    title: 'Get a token, the password for 15 minutes',
    text: generateToken(region, destination),
    note: 'It is signed for the endpoint and its port, not for localhost. Needs rds-db:connect for the user. Once logged in, a session outlives its token.',
  };
}

function generateToken(region: string, { host, port }: Destination): string {
  return `aws rds generate-db-auth-token --region ${region} --hostname ${host} --port ${port} --username ${USER}`;
}

function psql({
  destination,
  database,
  iam,
  authority,
  region,
}: PostgresDatabase) {
  const { host, port } = destination;
  const root = authority === 'system' ? 'system' : 'global-bundle.pem';
  const password = iam
    ? `PGPASSWORD="$(${generateToken(region, destination)})" `
    : '';
  return `${password}psql "host=${host} hostaddr=127.0.0.1 port=${port} user=${USER} dbname=${database} sslmode=verify-full sslrootcert=${root}"`;
}

function psqlNote({ authority }: PostgresDatabase): string {
  const why =
    'hostaddr leads into the tunnel while host is what the certificate is verified against';
  return authority === 'system'
    ? `${why}. sslrootcert=system needs psql 16 or newer; with an older one, name a file with the Amazon root certificates.`
    : `${why}. The certificates of RDS are at ${BUNDLE}.`;
}
