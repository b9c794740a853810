import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionPages } from '../docs/definitionPages';
import { findRoot } from './readSettings';

/** Writes the reference page of each configured definition into the checkout's `docs`. */
process.env.CDK_VALIDATION = 'false';
const root = findRoot(process.cwd());
for (const { file, content } of definitionPages(root)) {
  writeFileSync(join(root, file), content);
  process.stdout.write(`${file}\n`);
}
