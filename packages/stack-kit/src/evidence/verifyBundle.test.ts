import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { pack, type Header } from 'tar-stream';
import {
  evidenceInput,
  keyPair,
  signed,
  signedBundle,
} from './__testUtils__/evidence';
import { assembleBundle } from './assembleBundle';
import { documents } from './documents';
import { provenance, statementBytes } from './provenance';
import { verificationKey } from './publicKey';
import type { Statement } from './statement';
import { verifyBundle } from './verifyBundle';

jest.setTimeout(120_000);

/** What `pack` takes of a header. */
type Entry = Partial<Header> & Pick<Header, 'name'>;

const linkTo = (name: string): Entry => ({
  ...{ name, type: 'symlink' as const, linkname: 'seal.json' },
});

describe('verifyBundle', () => {
  const pair = keyPair();
  const key = verificationKey(pair.pem);

  it('accepts what the portal made, and says what it is', async () => {
    const { bytes, digest } = await signedBundle(evidenceInput(), pair);
    const verified = await verifyBundle(bytes, key);
    expect(verified).toMatchObject({ digest, keyId: key.id });
    expect([...verified.files.keys()]).toEqual([
      'asset-manifest.json',
      expect.stringMatching(/^assets\/[0-9a-f]{64}$/),
      'changes.json',
      'configuration.json',
      'deployment.json',
      'findings.json',
      'lookups.json',
      'provenance.sigstore.json',
      'sbom.cdx.json',
      'seal.json',
      'service.yml',
      'template.json',
    ]);
    expect(await verifyBundle(bytes)).toMatchObject({ keyId: key.id });
  });

  it('catches a flip of any bit of any byte', async () => {
    const { bytes } = await signedBundle(evidenceInput(), pair);
    // Headers, padding and the signature itself are positions like any other.
    const position = fc.integer({ min: 0, max: bytes.length - 1 });
    const bit = fc.integer({ min: 0, max: 7 });
    await fc.assert(
      fc.asyncProperty(position, bit, async (at, which) => {
        const flipped = Buffer.from(bytes);
        flipped[at] ^= 1 << which;
        await expect(verifyBundle(flipped, key)).rejects.toThrow(
          expect.objectContaining({ name: 'EvidenceError' }),
        );
      }),
      { numRuns: 1_500 },
    );
  });

  it('catches bytes added, taken away, and another order', async () => {
    const { bytes } = await signedBundle(evidenceInput(), pair);
    for (const other of [
      Buffer.concat([bytes, Buffer.alloc(512)]),
      bytes.subarray(0, -512),
      bytes.subarray(0, 100),
      Buffer.alloc(0),
      Buffer.from('no tar'),
    ]) {
      await expect(verifyBundle(other, key)).rejects.toThrow(
        /no evidence bundle|not as the portal packs it|is missing/,
      );
    }
  });

  it.each<[string, (name: string) => Entry[]]>([
    ['two files of one name', name => [{ name }, { name }]],
    ['a link in place of a file', name => [linkTo(name)]],
    ['a link beside the files', name => [{ name }, linkTo('more')]],
    ['a folder', name => [{ name }, { name: 'assets', type: 'directory' }]],
    ['attributes of a file', name => [{ name, pax: { comment: 'more' } }]],
  ])('takes no tar with %s', async (_, headersOf) => {
    const { bytes } = await signedBundle(evidenceInput(), pair);
    const { files } = await verifyBundle(bytes, key);
    const tar = pack();
    for (const [name, file] of files) {
      const headers = name === 'template.json' ? headersOf(name) : [{ name }];
      for (const header of headers) {
        const same = { mode: 0o644, mtime: new Date(0), ...header };
        if (header.type) tar.entry(same);
        else tar.entry(same, Buffer.from(file));
      }
    }
    tar.finalize();
    await expect(verifyBundle(await buffer(tar), key)).rejects.toThrow(
      'The container is not as the portal packs it',
    );
  });

  /** A bundle whose statement says something else, properly signed. */
  async function saying(change: (statement: Statement) => unknown) {
    const input = evidenceInput();
    const files = documents(input);
    const other = change(provenance(input, files)) as Statement;
    return assembleBundle(files, signed(statementBytes(other), pair));
  }

  it.each<[string, (statement: Statement) => unknown]>([
    ['predicateType', s => ({ ...s, predicateType: 'https://example.com' })],
    ['_type', s => ({ ...s, _type: 'https://in-toto.io/Statement/v0.1' })],
    ['not known', s => ({ ...s, more: true })],
    ['is not signed', s => ({ ...s, subject: s.subject.slice(1) })],
    [
      'left.json is missing',
      s => ({
        ...s,
        subject: [...s.subject, { ...s.subject[0], name: 'left.json' }],
      }),
    ],
    [
      'template.json is not what was signed',
      s => ({
        ...s,
        subject: s.subject.map(one =>
          one.name === 'template.json'
            ? { ...one, digest: { sha256: 'a'.repeat(64) } }
            : one,
        ),
      }),
    ],
  ])(
    'refuses a statement signed by the right key: %s',
    async (what, change) => {
      const { bytes } = await saying(change);
      const message = what === 'not known' ? /Unrecognized key/ : what;
      await expect(verifyBundle(bytes, key)).rejects.toThrow(message);
    },
  );

  it('refuses another payload type, and another key', async () => {
    const input = evidenceInput();
    const files = documents(input);
    const payload = statementBytes(provenance(input, files));
    const payloadType = 'application/json';
    const typed = await assembleBundle(
      files,
      signed(payload, pair, { payloadType }),
    );
    await expect(verifyBundle(typed.bytes, key)).rejects.toThrow('payloadType');

    const other = keyPair();
    const { bytes } = await signedBundle(input, other);
    await expect(verifyBundle(bytes, key)).rejects.toThrow(
      `not with the given key ${key.id}`,
    );
    // Signed by another key that calls itself by the name of ours.
    const forged = signed(payload, other);
    forged.verificationMaterial.publicKey = { hint: key.id };
    forged.dsseEnvelope!.signatures[0].keyid = key.id;
    const { bytes: named } = await assembleBundle(files, forged);
    await expect(verifyBundle(named, key)).rejects.toThrow(
      'The signature is not one of key',
    );
  });

  it('refuses parts that do not fit each other, although they are signed', async () => {
    const { seal } = evidenceInput();
    const template = { bytes: '{"Resources":{}}' };
    for (const [input, message] of [
      [evidenceInput({ template: template.bytes }), 'The template is not'],
      [
        evidenceInput({
          assets: [
            { ...evidenceInput().assets[0], bytes: Buffer.from('other') },
          ],
        }),
        'The asset health.sh is not the sealed one',
      ],
    ] as const) {
      const { bytes } = await signedBundle({ ...input, seal }, pair);
      await expect(verifyBundle(bytes, key)).rejects.toThrow(message);
    }
  });

  it.each([
    ['P-384', keyPair('P-384').pem, 'ec on secp384r1'],
    ['nothing', 'a text', 'no public key in PEM'],
  ])('takes no key of %s', (_, pem, message) => {
    expect(() => verificationKey(pem)).toThrow(message);
  });

  it('has the same bytes when two processes make it', () => {
    const make = () => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [
          '--import',
          '@backstage/cli/config/nodeTransform.cjs',
          '-e',
          `const { documents } = require('./documents.ts');
           const { packFiles } = require('./container.ts');
           const { evidenceInput } = require('./__testUtils__/evidence.ts');
           const { hexDigest } = require('./provenance.ts');
           packFiles(documents(evidenceInput())).then(b => console.log(b.length, hexDigest(b)));`,
        ],
        {
          cwd: join(__dirname),
          encoding: 'utf8',
          env: { ...process.env, TZ: `Etc/GMT-${make.calls++}` },
        },
      );
      return stdout || stderr;
    };
    make.calls = 1;
    const first = make();
    expect(first).toMatch(/^\d+ [0-9a-f]{64}\n$/);
    expect(make()).toBe(first);
  });
});
