import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadPolicySync, LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { z } from 'zod';
import { Framework } from '../../definition';
import { LookupValues } from '../../lookup';
import { Template } from '../template';
import { RawFinding } from './RawFinding';

/** What a Rego policy sees. */
export interface RegoInput {
  framework: Framework;
  template: Template;
  /** What was read from AWS, by lookup key. */
  lookups: LookupValues;
}

const statedSchema = z.array(
  z.strictObject({
    rule: z.string().min(1),
    /** Logical id; empty for the stack as a whole. */
    resource: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    controls: z.array(z.string().min(1)),
    reason: z.string().min(1),
  }),
);

/** Compiling a policy takes far longer than asking it. */
const loaded = new Map<string, LoadedPolicy>();

/**
 * Asks Rego policies, compiled to WebAssembly, about a template. Each has an entry point that ends in `/findings`.
 *
 * @param files - absolute paths
 * @throws Error naming a policy that is not there or answers something else than findings.
 */
export function regoFindings(
  files: readonly string[],
  input: RegoInput,
): RawFinding[] {
  return files.flatMap(file => {
    const pack = basename(file, '.wasm');
    const [answer] = ask(file, 'findings', input);
    const stated = statedSchema.safeParse(answer?.result);
    if (!stated.success) {
      throw new Error(
        `${pack} answers no findings:\n${z.prettifyError(stated.error)}`,
      );
    }
    return stated.data.map(({ resource, controls, ...finding }) => ({
      ...{ ...finding, pack, origin: 'rego' as const, logicalId: resource },
      controls: [...controls].sort(),
    }));
  });
}

/** What the entry point of a policy that ends in a name answers. */
export function ask(
  file: string,
  name: string,
  input: unknown,
): { result: unknown }[] {
  const policy = loaded.get(file) ?? loadPolicySync(readFileSync(file));
  loaded.set(file, policy);
  const entrypoint = Object.keys(policy.entrypoints).find(e =>
    e.endsWith(`/${name}`),
  );
  if (entrypoint === undefined) {
    throw new Error(`${file} has no entry point ${name}`);
  }
  return policy.evaluate(input, entrypoint);
}
