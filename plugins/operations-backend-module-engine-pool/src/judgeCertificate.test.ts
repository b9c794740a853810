import { X509Certificate } from 'node:crypto';
import { authority, issue } from './__testUtils__/certificates';
import { judgeCertificate } from './judgeCertificate';

const DAY_MS = 24 * 3_600_000;

it.each([
  [-2, 'unhealthy', /^the endpoint's certificate holds from 20\S+ on only$/],
  [0, 'healthy', /^endpoint answers$/],
  [80, 'degraded', /^the endpoint's certificate ends in [89] days, on 20/],
  [91, 'unhealthy', /^the endpoint's certificate ended on 20/],
])(
  'a certificate of 90 days is, %i days after it was issued, %s',
  (days, status, sentence) => {
    const pool = authority('pool CA');
    const { cert } = issue(pool, { days: 90 });
    expect(
      judgeCertificate([new X509Certificate(cert)], {
        host: 'localhost',
        authority: new X509Certificate(pool.cert),
        now: Date.now() + days * DAY_MS,
      }),
    ).toEqual({ status, sentence: expect.stringMatching(sentence) });
  },
);

describe('a chain', () => {
  const [pool, foreign] = ['pool CA', 'foreign CA'].map(authority);
  const between = (isAuthority: boolean) =>
    issue(pool, { name: 'between', isAuthority });
  const judged = (above: { cert: string }[], by: { cert: string }) =>
    judgeCertificate(
      above.map(({ cert }) => new X509Certificate(cert)),
      {
        host: 'localhost',
        authority: new X509Certificate(by.cert),
        now: Date.now(),
      },
    ).status;

  it('is followed over authorities up to the pool’s', () => {
    const below = between(true);
    expect(judged([issue(below), below], pool)).toBe('healthy');
    expect(judged([issue(below), below], foreign)).toBe('unhealthy');
  });

  it('is not followed over a certificate that may not sign others', () => {
    const below = between(false);
    expect(judged([issue(below), below], pool)).toBe('unhealthy');
  });
});
