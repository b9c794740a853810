import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { auditFiles } from '../audit/auditFiles';
import { findRoot } from './readSettings';

/** Writes the compliance artefacts of each configured definition into its package. */
process.env.CDK_VALIDATION = 'false';
const root = findRoot(process.cwd());
for (const { file, content } of auditFiles(root, new Date())) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
  process.stdout.write(`${file}\n`);
}
