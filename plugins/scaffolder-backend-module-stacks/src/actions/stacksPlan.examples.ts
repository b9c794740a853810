import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Plan an engine pool and apply the plan',
    example: `steps:
  - id: plan
    name: Plan
    action: stacks:plan
    input:
      definition: dagger-engine-pool
      service: ci
      owner: group:default/guests
      environment: sandbox
      config:
        capacity: { min: 1, max: 3 }
        fipsMode: false
  - id: apply
    name: Apply
    action: stacks:apply
    input:
      planId: \${{ steps.plan.output.planId }}
`,
  },
];
