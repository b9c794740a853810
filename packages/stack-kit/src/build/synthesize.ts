import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AppliedPatch } from '../patch';
import { Finding } from '../policy';
import { addStack, SynthesisInput, TEMPLATE_CONTEXT } from './addStack';
import { Asset, readAssets } from './assets';
import { checkStack } from './check/checkStack';
import { constructSources, withCreationStacks } from './constructSources';
import { Build } from './defineBuild';
import { CapabilityOutput } from './outputs';
import { applyPatches } from './patches/applyPatches';
import { handleIds } from './patches/handleIds';
import { SynthesisError } from './SynthesisError';
import {
  checkLimits,
  constructPaths,
  iamCapabilities,
  Template,
} from './template';

export { SynthesisError };
export type { Asset };

/** A template and what belongs to it: values only, nothing left on disk. */
export interface Synthesis {
  template: Template;
  /** The template as sent to CloudFormation: compact JSON, the same bytes everywhere. */
  templateBody: string;
  /** Size of `templateBody` in UTF-8. Above 51,200 it must go through a bucket. */
  templateBytes: number;
  assets: Asset[];
  /** Values for the template's parameters. */
  parameters: Record<string, string>;
  /** `CAPABILITY_IAM` and the like that CloudFormation wants to see acknowledged. */
  capabilities: string[];
  /** Construct path of each logical id, without the stack's name. */
  paths: Record<string, string>;
  /** Where its definition makes each logical id, as `package/file:line`; not for all of them. */
  sources: Record<string, string>;
  /** What each stack output is to others. */
  outputs: Record<string, CapabilityOutput>;
  /** What each of the input's patches changed. */
  patches: AppliedPatch[];
  /** What the input's policies found, sorted. */
  findings: Finding[];
}

/**
 * Runs a build in an App of its own. Synchronous and CPU-bound: workers only, with
 * `CDK_VALIDATION=false` in their environment (the validator costs seconds).
 *
 * @throws SynthesisError when the result cannot be deployed by the portal, with the
 * reason; whatever the build throws passes through.
 */
export function synthesize(build: Build, input: SynthesisInput): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'enginehouse-synth-'));
  try {
    const app = new App({
      outdir,
      autoSynth: false,
      treeMetadata: false,
      analyticsReporting: false,
      stackTraces: false,
      context: {
        ...TEMPLATE_CONTEXT,
        'aws:cdk:disable-logicalId-metadata': true,
        'aws:cdk:enable-path-metadata': false,
      },
    });
    const { stack, outputs, parameters, handles } = withCreationStacks(() =>
      addStack(app, build, input),
    );
    const assembly = app.synth();
    if (assembly.manifest.missing?.length) {
      throw new SynthesisError(
        `The build looks up ${assembly.manifest.missing
          .map(m => m.key)
          .join(', ')} while synthesizing; it must declare a lookup instead`,
      );
    }
    const artifact = assembly.getStackArtifact(stack.artifactId);
    const template: Template = artifact.template;
    const patches = applyPatches(
      ...([template, handleIds(stack, handles), input.patches ?? []] as const),
    );
    const templateBody = JSON.stringify(template);
    const templateBytes = Buffer.byteLength(templateBody);
    checkLimits(template, templateBytes);
    const paths = constructPaths(stack);
    const { policy, lookups } = input;
    return {
      template,
      templateBody,
      templateBytes,
      assets: readAssets(artifact),
      parameters,
      capabilities: iamCapabilities(template),
      paths,
      sources: constructSources(stack),
      outputs,
      patches,
      findings: policy
        ? checkStack(stack, { template, paths, lookups, policy })
        : [],
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
