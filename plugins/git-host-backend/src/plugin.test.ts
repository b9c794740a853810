import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { gitClient } from './__testUtils__/gitClient';
import { ADA, BOB, hostOn, type Host } from './__testUtils__/hostOn';

jest.setTimeout(60_000);

describe('the git host', () => {
  const disk = createMockDirectory();
  const work = disk.resolve('work');
  const at = (...parts: string[]) => path.join(work, ...parts);
  let host: Host;

  beforeAll(async () => {
    await fs.mkdir(work, { recursive: true });
    host = await hostOn(disk.resolve('git'));
  });
  afterAll(() => host.stop());

  /** A clone of a new repository with one commit, pushed by its owner. */
  const pushed = async (
    name: string,
    files: Record<string, string | Buffer>,
  ) => {
    await host.made(name);
    const clone = at(name);
    await gitClient('clone', await host.remote(`ada/${name}.git`), clone);
    for (const [file, content] of Object.entries(files)) {
      await fs.mkdir(path.dirname(path.join(clone, file)), { recursive: true });
      await fs.writeFile(path.join(clone, file), content);
    }
    await gitClient('-C', clone, 'add', '.');
    await gitClient('-C', clone, 'commit', '-m', 'First');
    return { clone, push: await gitClient('-C', clone, 'push') };
  };
  const head = async (clone: string) =>
    (await gitClient('-C', clone, 'rev-parse', 'HEAD')).stdout;
  const get = (url: string, as = BOB) =>
    request(host.server)
      .get(`/api/git-host${url}`)
      .set('authorization', mockCredentials.user.header(as));

  it('takes a push of the owner into a repository cloned empty, and gives it back to somebody else', async () => {
    const { clone, push } = await pushed('my-service', {
      'README.md': 'Hello',
    });
    expect(push).toMatchObject({ code: 0 });
    const other = at('my-service-bob');
    const remote = await host.remote('ada/my-service.git', BOB);
    expect(await gitClient('clone', remote, other)).toMatchObject({ code: 0 });
    expect(await fs.readFile(path.join(other, 'README.md'), 'utf8')).toBe(
      'Hello',
    );
    expect(await head(other)).toBe(await head(clone));

    await fs.writeFile(path.join(clone, 'README.md'), 'Hello again');
    await gitClient('-C', clone, 'commit', '-a', '-m', 'Second');
    expect(await gitClient('-C', clone, 'push')).toMatchObject({ code: 0 });
    expect(await gitClient('-C', other, 'pull')).toMatchObject({ code: 0 });
    expect(await head(other)).toBe(await head(clone));
  });

  it('lets only the owner push, and says whose the repository is', async () => {
    const { clone } = await pushed('hers', { a: '1' });
    const asBob = await host.remote('ada/hers.git', BOB);
    await gitClient('-C', clone, 'commit', '--allow-empty', '-m', 'Mine');
    const push = await gitClient('-C', clone, 'push', asBob, 'HEAD:main');
    expect(push.code).not.toBe(0);
    expect(push.stderr).toMatch(
      /git-host\.repository\.push on ada\/hers: it belongs to user:default\/ada/,
    );
  });

  it('asks git for a password, and says where to make one when it is wrong', async () => {
    await host.made('locked');
    const refs =
      '/api/git-host/repos/ada/locked.git/info/refs?service=git-upload-pack';
    const asked = await request(host.server)
      .get(refs)
      .set('authorization', mockCredentials.none.header())
      .expect(401);
    expect(asked.headers['www-authenticate']).toBe('Basic realm="Enginehouse"');
    await request(host.server)
      .post('/api/git-host/repos/ada/locked.git/git-receive-pack')
      .set('authorization', mockCredentials.none.header())
      .expect(401);
    await request(host.server)
      .get('/api/git-host/repos/ada/locked/raw/main/a')
      .set('authorization', mockCredentials.none.header())
      .expect(401)
      .expect('www-authenticate', 'Basic realm="Enginehouse"');
    const wrong = new URL(`${host.url}/repos/ada/locked.git`);
    wrong.username = 'ada';
    wrong.password = 'guessed';
    const clone = await gitClient('clone', wrong.href, at('locked'));
    expect(clone.code).not.toBe(0);
    expect(clone.stderr).toMatch(
      /password made at http:\/\/localhost:3000\/git-host/,
    );
  });

  it.each([
    ['post', 'v1/repositories'],
    ['get', 'v1/repositories/ada/any'],
    ['post', 'v1/credentials'],
    ['get', 'repos/ada/any/raw/main/a'],
    ['get', 'repos/ada/any/archive/main'],
    ['get', 'repos/ada/any.git/info/refs?service=git-upload-pack'],
    ['get', 'repos/ada/any.git/info/refs?service=git-receive-pack'],
    ['post', 'repos/ada/any.git/git-upload-pack'],
    ['post', 'repos/ada/any.git/git-receive-pack'],
  ] as const)('%s %s answers 401 to nobody', async (method, route) => {
    const { status } = await request(host.server)
      [method](`/api/git-host/${route}`)
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('gives a person a password that no API of the portal takes', async () => {
    const { body } = await request(host.server)
      .post('/api/git-host/v1/credentials')
      .set('authorization', mockCredentials.user.header(ADA))
      .expect(201)
      .expect('cache-control', 'no-store');
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now());
    await request(host.server)
      .get('/api/git-host/v1/repositories/ada/any')
      .set('authorization', `Bearer ${body.password}`)
      .expect(401);
    await request(host.server)
      .post('/api/git-host/v1/credentials')
      .set('authorization', mockCredentials.service.header())
      .expect(403);
  });

  it.each([
    '..%2f..%2fetc/x.git',
    'ada/..%2f..%2fada%2fsecret.git',
    '.unfinished/x.git',
    'ada/%2e%2e%2fsecret.git',
    'ADA/secret.git',
    'ada/secret%00.git',
  ])('finds nothing at %s', async address => {
    await host.create({ owner: ADA, name: 'secret' });
    const { status } = await get(
      `/repos/${address}/info/refs?service=git-upload-pack`,
      ADA,
    );
    expect(status).toBe(404);
  });

  it.each(['../up', '.hidden', 'a/b', 'UP', 'x.git', '-rf', 'a'.repeat(64)])(
    'refuses to make %j, in words',
    async name => {
      const { body } = await host.create({ owner: ADA, name }).expect(400);
      expect(body.error.message).toMatch(/name/);
    },
  );

  it('refuses an owner the caller does not belong to, and what is no request', async () => {
    const { body } = await host
      .create({ owner: 'group:default/platform', name: 'theirs' })
      .expect(403);
    expect(body.error.message).toMatch(
      /'group:default\/platform' is not among those you belong to; accepted: user:default\/ada/,
    );
    await host.create({ owner: ADA }).expect(400);
    await host.create({ owner: 'no ref!', name: 'a' }).expect(400);
  });

  it('makes a name once when many ask for it, and tells the others whose it is', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        host.create({ owner: ADA, name: 'once' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409, 409,
    ]);
    expect(
      answers.find(({ status }) => status === 409)!.body.error.message,
    ).toMatch(/ada\/once is taken by a repository of user:default\/ada/);
    expect(await fs.readdir(disk.resolve('git/.unfinished'))).toEqual([]);
  });

  it('takes a large push and a compressed one, and refuses what is over the limit', async () => {
    const large = await pushed('large', { blob: randomBytes(3 * 1024 * 1024) });
    expect(large.push).toMatchObject({ code: 0 });

    await pushed('many', { a: 'a' });
    const wants = Array.from(
      { length: 40 },
      (_, index) => `have ${String(index).padStart(40, '0')}\n`,
    );
    const tip = (await head(at('many'))).trim();
    const lines = [`want ${tip} multi_ack\n`, '', ...wants, 'done\n'];
    const body = lines
      .map(line =>
        line ? (line.length + 4).toString(16).padStart(4, '0') + line : '0000',
      )
      .join('');
    const answer = await request(host.server)
      .post('/api/git-host/repos/ada/many.git/git-upload-pack')
      .set('authorization', mockCredentials.user.header(BOB))
      .set('content-type', 'application/x-git-upload-pack-request')
      .set('content-encoding', 'gzip')
      .serialize(value => value as unknown as string)
      .send(gzipSync(body) as unknown as object)
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', chunk => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(answer.status).toBe(200);
    expect(answer.body.toString('latin1')).toContain('PACK');

    const small = await hostOn(disk.resolve('small'), {
      gitHost: { maxPushMiB: 1 },
    });
    try {
      await small.made('large');
      const remote = await small.remote('ada/large.git');
      for (const buffer of ['100m', '64k']) {
        const push = await gitClient(
          ...['-C', at('large'), '-c', `http.postBuffer=${buffer}`],
          ...['push', remote, 'HEAD:main'],
        );
        expect(push.code).not.toBe(0);
        expect(push.stderr).toMatch(/413|larger/);
      }
      const refs = await gitClient('ls-remote', remote);
      expect(refs).toMatchObject({ code: 0, stdout: '' });
    } finally {
      await small.stop();
    }
  });

  it('gives one file and all files by ref, and answers 304 to who has them', async () => {
    const { clone } = await pushed('files', {
      'catalog-info.yaml': 'kind: Component\n',
      'docs/a b.md': '<script>',
    });
    const file = await get('/repos/ada/files/raw/main/docs/a%20b.md').expect(
      200,
    );
    expect(file.text).toBe('<script>');
    expect(file.headers['content-type']).toMatch(/^text\/plain/);
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    const archive = await get('/repos/ada/files/archive/main').expect(200);
    expect(archive.headers.etag).toBe(`"${(await head(clone)).trim()}"`);
    await get('/repos/ada/files/archive/main')
      .set('if-none-match', archive.headers.etag)
      .expect(304);
    await gitClient('-C', clone, 'tag', '-a', 'v1', '-m', 'The first');
    await gitClient('-C', clone, 'push', 'origin', 'v1');
    const tagged = await get('/repos/ada/files/archive/v1').expect(200);
    expect(tagged.headers.etag).toBe(archive.headers.etag);
    await get('/repos/ada/files/raw/v1/catalog-info.yaml').expect(200);
    for (const missing of [
      'raw/main/none',
      'raw/other/catalog-info.yaml',
      'raw/main/docs',
      'raw/--help/catalog-info.yaml',
      'raw/main/../../../config',
      'raw/main%5E%7Btree%7D/catalog-info.yaml',
      'archive/none',
    ]) {
      await get(`/repos/ada/files/${missing}`).expect(404);
    }
  });

  it('finds everything again after a restart, and nothing half made', async () => {
    await pushed('kept', { a: 'kept' });
    await fs.mkdir(disk.resolve('git/.unfinished/half'), { recursive: true });
    await host.stop();
    host = await hostOn(disk.resolve('git'));
    const { body } = await get('/v1/repositories/ada/kept').expect(200);
    expect(body).toMatchObject({
      ownerRef: ADA,
      createdBy: ADA,
      cloneUrl: `${host.url}/repos/ada/kept.git`,
      webUrl: 'http://localhost:3000/git-host/ada/kept',
    });
    expect((await get('/repos/ada/kept/raw/main/a').expect(200)).text).toBe(
      'kept',
    );
    expect(await fs.readdir(disk.resolve('git/.unfinished'))).toEqual([]);
  });

  it('lets nobody do what the policy denies, and audits who tried', async () => {
    const auditor = mockServices.auditor.mock();
    const denied = await hostOn(disk.resolve('git'), {
      features: [auditor.factory],
      permissions: mockServices.permissions.factory({
        result: AuthorizeResult.DENY,
      }),
    });
    try {
      await denied.create({ owner: ADA, name: 'denied' }).expect(403);
      const ask = request(denied.server);
      for (const url of [
        'v1/repositories/ada/kept',
        'repos/ada/kept/raw/main/a',
        'repos/ada/kept/archive/main',
        'repos/ada/kept.git/info/refs?service=git-upload-pack',
        'repos/ada/none.git/info/refs?service=git-upload-pack',
        'repos/ada/kept.git/info/refs?service=git-receive-pack',
        'repos/ada/kept.git/info/refs',
      ]) {
        const { status } = await ask
          .get(`/api/git-host/${url}`)
          .set('authorization', mockCredentials.user.header(ADA));
        expect([url, status]).toEqual([url, 403]);
      }
      for (const service of ['git-upload-pack', 'git-receive-pack']) {
        await ask
          .post(`/api/git-host/repos/ada/kept.git/${service}`)
          .set('authorization', mockCredentials.user.header(ADA))
          .expect(403);
      }
      await ask
        .post('/api/git-host/v1/credentials')
        .set('authorization', mockCredentials.service.header())
        .expect(403);
      expect(auditor.createEvent.mock.calls.map(([e]) => e.eventId)).toEqual([
        'repository-create',
        'repository-push',
        'credential-create',
      ]);
      for (const { value } of auditor.createEvent.mock.results) {
        const event = await value;
        expect(event.fail).toHaveBeenCalledTimes(1);
        expect(event.success).not.toHaveBeenCalled();
      }
    } finally {
      await denied.stop();
    }
  });

  it('says so when there is no git', async () => {
    const { PATH } = process.env;
    process.env.PATH = disk.resolve('nowhere');
    try {
      const { body } = await host
        .create({ owner: ADA, name: 'nogit' })
        .expect(503);
      expect(body.error.message).toMatch(
        /needs git, and finds none on its PATH/,
      );
      const { text } = await get(
        '/repos/ada/kept.git/info/refs?service=git-upload-pack',
      ).expect(503);
      expect(text).toMatch(/needs git/);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('serves nothing unless it is enabled', async () => {
    const off = await hostOn(disk.resolve('off'), {
      gitHost: { enabled: false },
    });
    try {
      await off.create({ owner: ADA, name: 'a' }).expect(404);
      await expect(fs.stat(disk.resolve('off'))).rejects.toThrow(/ENOENT/);
    } finally {
      await off.stop();
    }
  });
});
