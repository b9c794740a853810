import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { definitionPages } from '../docs/definitionPages';
import { manifestSchemaPage } from '../docs/manifestSchemaPage';
import { findRoot } from './readSettings';

/** Writes the reference page of each configured definition, and the schema of `service.yml`, into the checkout's `docs`. */
process.env.CDK_VALIDATION = 'false';
const root = findRoot(process.cwd());
for (const { file, content } of [
  ...definitionPages(root),
  manifestSchemaPage(root),
]) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
  process.stdout.write(`${file}\n`);
}
