import { replacementOf } from './replacement';

const of = (
  desiredCount: number,
  minimumHealthyPercent?: number,
  maximumPercent?: number,
) =>
  replacementOf({
    serviceName: 'api',
    desiredCount,
    deploymentConfiguration: { minimumHealthyPercent, maximumPercent },
  });

describe('replacementOf', () => {
  const kept = 'none of them stops before its replacement is healthy';

  it.each([
    [2, 100, 200, `Replaces 2 tasks of api all at once; ${kept}`],
    [2, 100, 150, `Replaces 2 tasks of api one after another; ${kept}`],
    [4, 100, 150, `Replaces 4 tasks of api 2 at a time; ${kept}`],
    [2, undefined, undefined, `Replaces 2 tasks of api all at once; ${kept}`],
    [
      1,
      100,
      200,
      'Replaces 1 task of api; it does not stop before its replacement is healthy',
    ],
    [0, 100, 200, 'Replaces nothing: no task of api is wanted'],
  ])('keeps %d tasks serving with %s to %s %%', (count, min, max, sentence) => {
    expect(of(count, min, max)).toEqual({ sentence, destructive: false });
  });

  it.each([
    [
      3,
      50,
      100,
      'Replaces 3 tasks of api; at least 2 of them run all the time',
    ],
    [1, 0, 100, 'Replaces 1 task of api; for a while none may run'],
  ])('ends some of %d first with %d to %d %%', (count, min, max, sentence) => {
    expect(of(count, min, max)).toEqual({ sentence, destructive: true });
  });

  it('is refused where ECS has no room, and where somebody else rolls out', () => {
    expect(() => of(2, 100, 100)).toThrow(
      'api cannot be restarted: with a minimum of 100 % and a maximum of 100 % healthy tasks ECS has no room to replace any of its 2',
    );
    expect(() =>
      replacementOf({
        serviceName: 'api',
        deploymentController: { type: 'CODE_DEPLOY' },
      }),
    ).toThrow('api is rolled out by CODE_DEPLOY, not by ECS');
  });
});
