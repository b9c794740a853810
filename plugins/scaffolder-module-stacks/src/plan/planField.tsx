import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { Button } from '@backstage/ui';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import {
  ErrorCard,
  PlanningLine,
  PlanView,
  stacksApiRef,
  usePolicyActions,
} from '@enginehouse/plugin-stacks-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { planRequestOf, type StackFormData } from '../request';
import { saysWhatFails } from '../saysWhatFails';
import { useSealedPlan } from './useSealedPlan';

const schema = makeFieldSchema({
  output: z => z.string().describe('Id of the plan the person saw'),
  uiOptions: z =>
    z.object({
      definition: z
        .string()
        .describe('Id of the definition, for example dagger-engine-pool'),
    }),
});

/** Why this plan cannot be applied, in words; undefined when it can. */
function obstacle(plan: Plan): string | undefined {
  switch (plan.state) {
    case 'ready':
      return plan.reasons.length ? plan.reasons.join('; ') : undefined;
    case 'planning':
      return 'The plan is still being made';
    case 'no-changes':
      return 'There is nothing to apply: the stack is already as configured';
    case 'failed':
      return `It cannot be planned: ${plan.error}`;
    default:
      return plan.staleBecause ?? `The plan is ${plan.state}; plan again`;
  }
}

/** The live plan: sealed when the step is entered, and what the task then applies. */
export const planField = createFormField({
  name: 'StackPlan',
  schema,
  component: function PlanField({ formData, formContext, onChange, uiSchema }) {
    const form: StackFormData = formContext?.formData ?? {};
    const { plan, error, again, reread } = useSealedPlan(
      planRequestOf(uiSchema?.['ui:options']?.definition ?? '', form),
      formData || undefined,
      onChange,
    );
    const policy = usePolicyActions(plan?.stack ?? '', reread);
    if (error) {
      return (
        <ErrorCard
          title="The plan cannot be made"
          error={error}
          onRetry={again}
        />
      );
    }
    if (!plan || plan.state === 'planning') {
      return <PlanningLine action="apply" since={plan?.createdAt} />;
    }
    return (
      <Stack spacing={2}>
        {plan.state === 'ready' && plan.reasons.length > 0 && (
          <Typography color="error" role="alert">
            {obstacle(plan)}
          </Typography>
        )}
        <PlanView plan={plan} policy={policy} />
        <div>
          <Button variant="secondary" onPress={again}>
            Plan again
          </Button>
        </div>
      </Stack>
    );
  },
  validation: (id, field, { apiHolder }) =>
    saysWhatFails(field, async () => {
      if (!id) {
        field.addError('Wait until the plan is made');
        return;
      }
      const plan = await apiHolder.get(stacksApiRef)?.getPlan(id);
      const problem = plan && obstacle(plan);
      if (problem) {
        field.addError(problem);
      }
    }),
});
