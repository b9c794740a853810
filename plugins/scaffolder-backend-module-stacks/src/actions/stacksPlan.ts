import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import type { StacksClient } from '../StacksClient';
import { examples } from './stacksPlan.examples';
import { whenSealed } from './whenSealed';

/**
 * Makes a plan, for templates without the live plan field. In a dry run it is stage 1: the template difference, nothing written.
 *
 * @public
 */
export function createStacksPlanAction({ client }: { client: StacksClient }) {
  return createTemplateAction({
    id: 'stacks:plan',
    description: 'Plans a stack and seals the plan with a change set',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        definition: z =>
          z
            .string()
            .describe('Id of the definition, for example dagger-engine-pool'),
        service: z => z.string().describe('Name of the service'),
        component: z =>
          z
            .string()
            .describe("Default: the definition's short name")
            .optional(),
        owner: z =>
          z.string().describe('Entity ref of a group or user you belong to'),
        environment: z => z.string().describe('Name of the environment'),
        config: z =>
          z
            .record(z.any())
            .describe('Configuration of the definition')
            .optional(),
      },
      output: {
        planId: z =>
          z
            .string()
            .describe('Id of the sealed plan; absent in a dry run')
            .optional(),
        stack: z => z.string().describe('Name of the stack'),
        state: z =>
          z.string().describe('ready, no-changes, or preview in a dry run'),
        summary: z =>
          z
            .object({
              added: z.number(),
              changed: z.number(),
              replaced: z.number(),
              removed: z.number(),
            })
            .describe('Resources by what happens to them'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const made = await client.createPlan(
        {
          ...ctx.input,
          config: ctx.input.config ?? {},
          action: 'apply',
          dryRun: Boolean(ctx.isDryRun),
        },
        credentials,
      );
      const plan: Plan = ctx.isDryRun
        ? made
        : await whenSealed(
            () => client.getPlan(made.id, credentials),
            ctx.signal,
          );
      if (plan.state === 'failed') {
        throw new InputError(`${plan.stack} cannot be planned: ${plan.error}`);
      }
      const { added, changed, replaced, removed } = plan.summary;
      ctx.logger.info(
        `${plan.stack}: ${added} to add, ${changed} to change, ${replaced} to replace, ${removed} to remove`,
      );
      if (!ctx.isDryRun) {
        ctx.output('planId', plan.id);
      }
      ctx.output('stack', plan.stack);
      ctx.output('state', plan.state);
      ctx.output('summary', { added, changed, replaced, removed });
    },
  });
}
