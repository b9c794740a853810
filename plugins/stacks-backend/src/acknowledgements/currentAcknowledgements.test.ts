import type { Line } from '../ledger/lines';
import { acknowledgeFindings } from './acknowledgeFindings';
import { currentAcknowledgements } from './currentAcknowledgements';

const NOW = new Date('2026-03-01T00:00:00.000Z');

const base = { stack: 'shop', actor: 'user:default/ada' };

function acknowledged(
  seq: number,
  data: { resource?: string; expiresAt?: string; reason?: string } = {},
): Line {
  return {
    ...{ ...base, seq, at: `2026-01-0${seq}T00:00:00.000Z` },
    kind: 'finding-acknowledged',
    data: {
      rule: 'bucket-encrypted',
      resource: 'Store/Resource',
      reason: 'Holds only what is published',
      expiresAt: '2026-06-01T00:00:00.000Z',
      ...data,
    },
  };
}

const withdrawn = (seq: number, id: number): Line => ({
  ...{ ...base, seq, at: `2026-01-0${seq}T00:00:00.000Z` },
  kind: 'acknowledgement-withdrawn',
  data: { id, rule: 'bucket-encrypted', resource: 'Store/Resource' },
});

const SINCE = '2026-01-01T00:00:00.000Z';
const ids = (lines: Line[], since = SINCE) =>
  currentAcknowledgements(lines, since, NOW).map(({ id }) => id);

describe('currentAcknowledgements', () => {
  it('takes the newest about each finding', () => {
    const other = acknowledged(2, { resource: 'Archive/Resource' });
    expect(ids([acknowledged(3), other, acknowledged(1)])).toEqual([3, 2]);
  });

  it('takes none that was withdrawn, until it is given again', () => {
    expect(ids([withdrawn(2, 1), acknowledged(1)])).toEqual([]);
    const again = [acknowledged(3), withdrawn(2, 1), acknowledged(1)];
    expect(ids(again)).toEqual([3]);
  });

  it('takes none that was given for a former stack of the name', () => {
    expect(ids([acknowledged(2)], '2026-01-03T00:00:00.000Z')).toEqual([]);
  });

  it('says what has expired, which then counts no more', () => {
    const expiresAt = NOW.toISOString();
    const [expired] = currentAcknowledgements(
      [acknowledged(1, { expiresAt })],
      SINCE,
      NOW,
    );
    expect(expired.expired).toBe(true);
    const finding = {
      ...{ id: 'f', rule: 'bucket-encrypted', pack: 'store', controls: [] },
      resource: {
        logicalId: 'Store1',
        path: 'Store/Resource',
        type: 'AWS::S3::Bucket',
      },
      ...{ severity: 'error' as const, reason: 'No.', blocking: true },
    };
    expect(acknowledgeFindings([finding], [expired])).toEqual([finding]);
    const valid = { ...expired, expired: false };
    const elsewhere = { ...valid, resource: 'Archive/Resource' };
    expect(acknowledgeFindings([finding], [elsewhere])).toEqual([finding]);
    for (const resource of ['Store1', 'Store/Resource']) {
      expect(
        acknowledgeFindings([finding], [{ ...valid, resource }])[0]
          .acknowledged,
      ).toMatchObject({ source: 'person', by: 'user:default/ada', expiresAt });
    }
  });
});
