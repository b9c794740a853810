import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { StacksClient } from '../StacksClient';
import { examples } from './stacksApply.examples';

/**
 * Starts the deployment of exactly the plan the person saw. The task ends when the deployment is started and links to it: the deployment's state
 * lives in the ledger, not in the task.
 *
 * @public
 */
export function createStacksApplyAction({ client }: { client: StacksClient }) {
  return createTemplateAction({
    id: 'stacks:apply',
    description: 'Starts the deployment of a sealed plan',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        planId: z =>
          z
            .string()
            .min(1)
            .describe('Id of the plan; the value of the field StackPlan'),
      },
      output: {
        deploymentId: z =>
          z
            .string()
            .describe('Id of the deployment; absent in a dry run')
            .optional(),
        stack: z => z.string().describe('Name of the stack'),
        entityRef: z => z.string().describe('Entity of the stack'),
        deploymentPath: z =>
          z
            .string()
            .describe(
              'Path of the deployment in the portal; absent in a dry run',
            )
            .optional(),
      },
    },
    async handler(ctx) {
      const { planId } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const plan = await client.getPlan(planId, credentials);
      // An applied plan answers its own deployment again: that is how a recovered task finds what it started.
      if (plan.state !== 'ready' && plan.state !== 'applied') {
        throw new ConflictError(
          `Plan ${planId} of ${plan.stack} is ${plan.state}, not ready${
            plan.staleBecause ?? plan.error
              ? `: ${plan.staleBecause ?? plan.error}`
              : ''
          }. Plan again and apply the new plan.`,
        );
      }
      if (plan.reasons.length > 0) {
        throw new ConflictError(
          `Plan ${planId} of ${
            plan.stack
          } may not be applied: ${plan.reasons.join('; ')}`,
        );
      }
      const entityRef = `resource:default/${plan.stack}`;
      ctx.output('stack', plan.stack);
      ctx.output('entityRef', entityRef);
      const { added, changed, replaced, removed } = plan.summary;
      const counts = `${added} to add, ${changed} to change, ${replaced} to replace, ${removed} to remove`;
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: would apply plan ${planId} to ${plan.stack}: ${counts}`,
        );
        return;
      }
      const deploymentId = await ctx.checkpoint({
        key: `stacks.apply.${planId}`,
        fn: async () => (await client.applyPlan(planId, credentials)).id,
      });
      ctx.logger.info(
        `Deployment ${deploymentId} of ${plan.stack} is started: ${counts}`,
      );
      ctx.output('deploymentId', deploymentId);
      ctx.output('deploymentPath', `/stacks/deployments/${deploymentId}`);
    },
  });
}
