import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

/** What IAM calls a service, where that is not the name of its client. */
const SERVICES: Record<string, string> = {
  'application-auto-scaling': 'application-autoscaling',
  'auto-scaling': 'autoscaling',
  'cloudwatch-logs': 'logs',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
};

/** Calls that IAM knows by another name. */
const ACTIONS: Record<string, string> = {
  's3:HeadBucket': 's3:ListBucket',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
};

/** Needed without a call of that name. */
const BESIDE_CALLS = [
  'cloudformation:ListStacks', // asked of whoever describes all stacks
  'iam:PassRole',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'sts:AssumeRole',
  'sts:SetSourceIdentity',
];

const IMPORT = /import\s*\{([^}]*)\}\s*from '@aws-sdk\/client-([a-z0-9-]+)'/g;
const CALL = /\b(?:paginate([A-Z]\w*)|([A-Z]\w*)Command)\b/g;

/** The IAM actions of all calls to AWS that the plugins make. */
function calledActions(): Set<string> {
  const files = fs.globSync('{packages/aws-node,plugins/*}/src/**/*.ts', {
    cwd: ROOT,
    exclude: name => /\.test\.ts$|__testUtils__/.test(String(name)),
  });
  const actions = files.flatMap(file => {
    const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
    return [...text.matchAll(IMPORT)].flatMap(([, names, client]) =>
      [...names.matchAll(CALL)].map(([, paginated, sent]) => {
        const action = `${SERVICES[client] ?? client}:${paginated ?? sent}`;
        return ACTIONS[action] ?? action;
      }),
    );
  });
  return new Set(actions);
}

/** The actions a page names: `s3:GetObject`, or `s3:` and behind it `GetObject`. */
function namedActions(page: string): Set<string> {
  const text = fs.readFileSync(path.join(ROOT, page), 'utf8');
  const actions = new Set<string>();
  let service = '';
  for (const [, prefix, name] of text.matchAll(
    /`(?:([a-z0-9-]+):)?([A-Z]\w+)?`/g,
  )) {
    service = prefix ?? service;
    if (name) actions.add(`${service}:${name}`);
  }
  return actions;
}

describe('docs/iam.md', () => {
  it('names the actions of all calls the portal makes, and no others', () => {
    const called = [...calledActions(), ...BESIDE_CALLS];
    expect([...namedActions('docs/iam.md')].sort()).toEqual(
      [...new Set(called)].sort(),
    );
  });
});
