import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { controlCatalog } from '../testing/catalog';
import { auditFiles } from './auditFiles';

// Every example is synthesized and checked under every framework.
jest.setTimeout(60_000);

const root = resolve(__dirname, '../../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** OSCAL's own schema of component definitions: `audit/oscal/README.md`. */
const isComponentDefinition = addFormats(
  new Ajv2020({ allErrors: true, strict: false }),
).compile(
  JSON.parse(read('packages/stack-kit/audit/oscal/component.schema.json')),
);

const files = auditFiles(root, new Date('2020-01-01T00:00:00Z'));
const oscalFiles = files.filter(({ file }) => file.endsWith('.oscal.json'));

function everyValue(value: unknown, key: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key ? [inner] : everyValue(inner, key),
  );
}

describe('compliance artefacts', () => {
  it.each(files)('$file says what is checked', ({ file, content }) => {
    // If it differs: npm run definitions
    expect(read(file)).toBe(content);
  });

  it.each(oscalFiles)('$file is valid OSCAL', ({ content }) => {
    const document = JSON.parse(content);
    isComponentDefinition(document);
    expect(isComponentDefinition.errors).toBeNull();
    const uuids = everyValue(document, 'uuid');
    expect(new Set(uuids).size).toBe(uuids.length);
  });

  it.each(oscalFiles)('the validation would find mistakes in $file', file => {
    const broken = [
      ['"oscal-version"', '"oscal-versions"'],
      ['"control-id": "', '"control-id": "1 '],
      [/"uuid": "\w{8}/, '"uuid": "xyz'],
      [/"last-modified": "[^"]+"/, '"last-modified": "yesterday"'],
      ['"source"', '"sources"'],
    ] as const;
    for (const [from, to] of broken) {
      const text = file.content.replace(from, to);
      expect(text).not.toBe(file.content);
      expect(isComponentDefinition(JSON.parse(text))).toBe(false);
    }
  });

  it('names only controls of NIST SP 800-53 rev 5, one requirement each', () => {
    expect(oscalFiles).not.toHaveLength(0);
    const catalog = controlCatalog();
    for (const { content } of oscalFiles) {
      const controls = everyValue(JSON.parse(content), 'control-id');
      expect(controls.filter(id => !catalog.has(id))).toEqual([]);
      expect(new Set(controls).size).toBe(controls.length);
    }
  });
});
