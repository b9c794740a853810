import type { ImageScan } from './imageScan';
import { countsInWords, scanCondition } from './scanCondition';

const scan = (over: Partial<ImageScan>): ImageScan => ({
  status: 'COMPLETE',
  counts: {},
  findings: [],
  ...over,
});

describe('scanCondition', () => {
  it.each<[string, ImageScan | undefined, string, string | undefined]>([
    ['none', undefined, 'unknown', 'app:1 was never scanned'],
    [
      'one that is going on',
      scan({ status: 'IN_PROGRESS' }),
      'unknown',
      'scan of app:1: IN_PROGRESS',
    ],
    [
      'one that ECR cannot make',
      scan({
        status: 'UNSUPPORTED_IMAGE',
        description: 'The operating system is not supported',
      }),
      'unknown',
      'scan of app:1: UNSUPPORTED_IMAGE: The operating system is not supported',
    ],
    ['a clean one', scan({ counts: { MEDIUM: 4 } }), 'healthy', undefined],
    [
      'one of Inspector with grave findings',
      scan({ status: 'ACTIVE', counts: { HIGH: 2, LOW: 9 } }),
      'degraded',
      'app:1 has 2 high findings',
    ],
  ])('of %s', (_, found, status, reason) => {
    expect(scanCondition('app:1', found)).toEqual({
      status,
      ...(reason && { reason }),
    });
  });
});

describe('countsInWords', () => {
  it('begins with the worst and leaves out what there is none of', () => {
    expect(countsInWords({ LOW: 3, CRITICAL: 1, HIGH: 0 })).toBe(
      '1 critical, 3 low',
    );
  });
});
