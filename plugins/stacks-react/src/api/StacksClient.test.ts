import { issuesOf, errorFactsOf } from './errors';
import { StacksClient } from './StacksClient';

function client(answer: Response) {
  const asked: Array<{ url: string; init?: RequestInit }> = [];
  const fetchApi = {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      asked.push({ url: String(input), init });
      return answer;
    },
  };
  return { asked, api: new StacksClient({ fetchApi }) };
}

describe('StacksClient', () => {
  it('asks its own plugin, with lists repeated and the signal passed on', async () => {
    const { api, asked } = client(
      Response.json({
        items: [],
        totalItems: 0,
        counts: { health: {}, state: {} },
      }),
    );
    const { signal } = new AbortController();
    await api.listStacks(
      { q: 'ci', health: ['healthy', 'unknown'], limit: 20 },
      { signal },
    );
    expect(asked[0].url).toBe(
      'plugin://stacks/v1/stacks?q=ci&health=healthy&health=unknown&limit=20',
    );
    expect(asked[0].init?.signal).toBe(signal);
  });

  it('throws the refusal with its issues and the words of the backend', async () => {
    const issue = {
      path: '/config/capacity/max',
      message: 'must be at most 100',
      accepted: '1 to 100',
    };
    const { api } = client(
      Response.json(
        {
          error: {
            name: 'InputError',
            message: '1 value is not accepted',
            issues: [issue],
            requestId: 'r-1',
          },
          request: { method: 'POST', url: '/api/stacks/v1/plans' },
          response: { statusCode: 400 },
        },
        { status: 400 },
      ),
    );
    const error: unknown = await api
      .createPlan({
        definition: 'd',
        service: 's',
        owner: 'o',
        environment: 'e',
        action: 'apply',
      })
      .catch(caught => caught);
    expect(issuesOf(error)).toEqual([issue]);
    expect(errorFactsOf(error)).toEqual({
      name: 'InputError',
      message: '1 value is not accepted',
      unanswered: false,
      status: 400,
      where: 'POST /api/stacks/v1/plans',
      requestId: 'r-1',
    });
  });

  it('says in words that no answer came', async () => {
    const api = new StacksClient({
      fetchApi: { fetch: () => Promise.reject(new TypeError('Load failed')) },
    });
    const error: unknown = await api.getPlan('p').catch(caught => caught);
    expect(errorFactsOf(error)).toMatchObject({
      message: 'The portal did not answer',
      unanswered: true,
    });
  });
});
