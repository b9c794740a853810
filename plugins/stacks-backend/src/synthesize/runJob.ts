import { canonicalJson } from '@enginehouse/stack-kit';
import { loadBuild, synthesize } from '@enginehouse/stack-kit/build';
import { compareTemplates } from '../planning/compare/compareTemplates';
import { templateDigest } from '../planning/templateDigest';
import type { Job, Results, SynthesizeJob, SynthesizedStack } from './jobs';
import { warmUp } from './warmUp';

/** Does one job. Blocks, and loads aws-cdk-lib: for workers only. */
export function runJob(job: Job): Results[Job['kind']] {
  switch (job.kind) {
    case 'synthesize':
      return synthesizeStack(job);
    case 'compare':
      return compareTemplates(job);
    case 'warm-up':
      return warmUp();
    default:
      return job satisfies never;
  }
}

function synthesizeStack({
  buildModule,
  input,
}: SynthesizeJob): SynthesizedStack {
  const made = synthesize(loadBuild(buildModule), input);
  const template = canonicalJson(made.template);
  return {
    template,
    templateBytes: Buffer.byteLength(template),
    templateDigest: templateDigest(template),
    assets: made.assets,
    parameters: made.parameters,
    capabilities: made.capabilities,
    paths: made.paths,
    sources: made.sources,
    patches: made.patches,
    findings: made.findings,
  };
}
