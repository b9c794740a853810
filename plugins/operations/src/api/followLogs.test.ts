import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { aLine } from '../__testUtils__/fixtures';
import { followLogs } from './followLogs';

const sse = (...lines: LogEvent[]) =>
  new Response(
    lines
      .map(
        line => `id: ${line.id}\nevent: log\ndata: ${JSON.stringify(line)}\n\n`,
      )
      .join(''),
    { headers: { 'content-type': 'text/event-stream' } },
  );

function follow(answers: (() => Response)[]) {
  const abort = new AbortController();
  const asked: string[] = [];
  const got: string[] = [];
  const problems: (string | undefined)[] = [];
  const done = followLogs({
    url: 'http://portal/logs?level=error',
    after: 'here',
    fetch: async input => {
      asked.push(String(input));
      const answer = answers.shift();
      if (!answer) {
        abort.abort();
        throw new Error('over');
      }
      return answer();
    },
    listener: {
      onLine: line => got.push(line.id),
      onProblem: problem => problems.push(problem),
    },
    signal: abort.signal,
  });
  return { done, asked, got, problems };
}

describe('followLogs', () => {
  it('goes on from the last line when the connection breaks', async () => {
    const { done, asked, got } = follow([
      () => sse(aLine(1), aLine(2)),
      () => sse(aLine(3)),
    ]);
    await done;
    expect(got).toEqual(['line-1', 'line-2', 'line-3']);
    expect(asked).toEqual([
      'http://portal/logs?level=error&after=here',
      'http://portal/logs?level=error&after=line-2',
      'http://portal/logs?level=error&after=line-3',
    ]);
  });

  it('says why it does not follow while the backend fails, and tries again', async () => {
    const { done, got, problems } = follow([
      () => new Response('busy', { status: 503 }),
      () => sse(aLine(1)),
    ]);
    await done;
    expect(got).toEqual(['line-1']);
    expect(problems[0]).toMatch(/503.*trying again/);
  });

  it('ends with the backend’s refusal', async () => {
    const { done, asked } = follow([
      () =>
        new Response(
          JSON.stringify({
            error: { name: 'NotAllowedError', message: 'no' },
            response: { statusCode: 403 },
          }),
          {
            status: 403,
            headers: { 'content-type': 'application/json' },
          },
        ),
    ]);
    await expect(done).rejects.toMatchObject({ statusCode: 403 });
    expect(asked).toHaveLength(1);
  });
});
