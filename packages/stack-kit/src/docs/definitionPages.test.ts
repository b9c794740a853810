import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { definitionPages } from './definitionPages';

const root = resolve(__dirname, '../../../..');

// The whole example is synthesized.
jest.setTimeout(60_000);

it('the committed page of each definition says what the definition is', () => {
  const pages = definitionPages(root);
  expect(pages).not.toHaveLength(0);
  for (const { file, content } of pages) {
    // If it differs: npm run definitions
    expect(readFileSync(join(root, file), 'utf8')).toBe(content);
  }
});
