import { stringify } from 'yaml';
import { Framework, StackDefinition } from '../definition';
import { Patch } from '../patch';
import { Bind } from './manifestSchema';

/**
 * The manifest that says what a form was filled in with: what people commit to get
 * the same stack from git.
 *
 * @returns YAML text that `parseManifest` reads back.
 */
export function manifestFor(input: {
  definition: Pick<StackDefinition, 'id'>;
  service: string;
  component: string;
  owner: string;
  environment: string;
  framework?: Framework;
  /** What was filled in, without the layers below. */
  config: unknown;
  /** What it is bound to. */
  binds?: readonly Bind[];
  patches?: readonly Patch[];
}): string {
  return stringify({
    service: input.service,
    owner: input.owner,
    ...(input.framework ? { complianceFramework: input.framework } : {}),
    environments: { [input.environment]: {} },
    components: [
      {
        name: input.component,
        type: input.definition.id,
        config: input.config ?? {},
        ...(input.binds?.length ? { binds: input.binds } : {}),
        ...(input.patches?.length ? { patches: input.patches } : {}),
      },
    ],
  });
}
