import type { Patch } from '@enginehouse/stack-kit';
import { patchIssues } from './readPatches';

describe('patchIssues', () => {
  const issues = (...patches: Omit<Patch, 'handle' | 'op'>[]) =>
    patchIssues({
      ...{ definition: 'topics', service: 'orders', action: 'apply' as const },
      ...{ owner: 'group:default/a', environment: 'sandbox' },
      patches: patches.map(patch => ({ handle: 'db', op: 'set', ...patch })),
    });

  it('refuses a secret that manifest, ledger and template would keep, without repeating it', () => {
    const found = issues(
      { path: '/MasterUserPassword', value: 'hunter2' },
      { path: '/Environment', value: { Variables: { API_KEY: 'hunter2' } } },
    );
    expect(found).toMatchObject([
      { path: '/patches/0/value', message: expect.stringMatching(/a secret/) },
      { path: '/patches/1/value', accepted: expect.stringMatching(/resolve:/) },
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('takes what refers to one', () => {
    expect(
      issues(
        { path: '/MasterUserPassword', value: '{{resolve:ssm-secure:/db:1}}' },
        { path: '/MasterUserSecret', value: { SecretArn: 'arn:aws:x' } },
        { path: '/MaxSize', value: '3' },
      ),
    ).toEqual([]);
  });
});
