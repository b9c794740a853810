import { postgresSteps, type PostgresDatabase } from './postgresSteps';
import { redisSteps } from './redisSteps';

const DATABASE: PostgresDatabase = {
  region: 'eu-central-1',
  destination: { host: 'db.example.com', port: 5433 },
  database: 'app',
  iam: true,
  authority: 'rds',
};

const textsOf = (steps: { text: string }[]) => steps.map(({ text }) => text);

describe('postgresSteps', () => {
  it('verify the certificate of a cluster with the bundle of RDS, by the name of the endpoint', () => {
    const [token, psql, other] = postgresSteps(DATABASE);
    expect(psql.text).toBe(
      `PGPASSWORD="$(${token.text})" psql "host=db.example.com hostaddr=127.0.0.1 port=5433 user=<user> dbname=app sslmode=verify-full sslrootcert=global-bundle.pem"`,
    );
    expect(psql.note).toContain(
      'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
    );
    expect(other.note).toMatch(/verify-full fails against localhost/);
  });

  it('ask for no token where IAM is off', () => {
    const steps = postgresSteps({ ...DATABASE, iam: false });
    expect(textsOf(steps).join()).not.toMatch(/generate-db-auth-token|PGPASS/);
    expect(steps.at(-1)?.note).toMatch(
      /^The password is the one of the user’s secret/,
    );
  });
});

describe('redisSteps', () => {
  const destination = { host: 'cache.example.com', port: 6379 };

  it('encrypt and ask for the password where the cache does', () => {
    expect(
      textsOf(redisSteps({ destination, tls: true, password: true })),
    ).toEqual([
      'redis-cli -h 127.0.0.1 -p 6379 --tls --sni cache.example.com --askpass',
      'rediss://localhost:6379',
    ]);
  });

  it('are plain where the cache is', () => {
    expect(
      textsOf(redisSteps({ destination, tls: false, password: false })),
    ).toEqual(['redis-cli -h 127.0.0.1 -p 6379', 'redis://localhost:6379']);
  });
});
