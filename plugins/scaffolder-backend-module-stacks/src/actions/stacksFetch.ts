import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { StacksClient } from '../StacksClient';
import { examples } from './stacksFetch.examples';

const NAME = /^(?:resource:)?(?:default\/)?([^:/]+)$/;

/**
 * Reads a stack, for templates that make something that runs in it.
 *
 * @public
 */
export function createStacksFetchAction({ client }: { client: StacksClient }) {
  return createTemplateAction({
    id: 'stacks:fetch',
    description: 'Reads the configuration, place and outputs of a stack',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z
            .string()
            .describe(
              "The stack's entity, for example resource:default/shop-ktor-chassis-dev",
            ),
        definition: z =>
          z
            .string()
            .describe('Id of the definition it must be an instance of')
            .optional(),
      },
      output: {
        stack: z => z.string().describe('Name of the stack'),
        environment: z => z.string().describe('Name of the environment'),
        account: z => z.string().describe('AWS account id'),
        region: z => z.string().describe('AWS region'),
        config: z =>
          z
            .record(z.any())
            .describe('As given in the manifest of the last applied plan'),
        outputs: z =>
          z.record(z.string()).describe("The stack's outputs by their key"),
      },
    },
    async handler(ctx) {
      const { entityRef, definition } = ctx.input;
      const [, name] = NAME.exec(entityRef) ?? [];
      if (!name) {
        throw new InputError(
          `entityRef: '${entityRef}' is not the entity of a stack; accepted: resource:default/<stack>`,
        );
      }
      const stack = await client.getStack(
        name,
        await ctx.getInitiatorCredentials(),
      );
      if (definition && stack.definition !== definition) {
        throw new InputError(
          `${name} is an instance of ${stack.definition}; accepted: a stack of ${definition}`,
        );
      }
      ctx.output('stack', stack.name);
      ctx.output('environment', stack.environment);
      ctx.output('account', stack.account);
      ctx.output('region', stack.region);
      ctx.output('config', stack.config ?? {});
      ctx.output(
        'outputs',
        Object.fromEntries(
          (stack.outputs ?? []).map(({ key, value }) => [key, value]),
        ),
      );
    },
  });
}
