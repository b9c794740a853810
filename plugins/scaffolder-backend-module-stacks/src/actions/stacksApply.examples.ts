import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Apply the plan shown in the form',
    example: `steps:
  - id: apply
    name: Apply the plan
    action: stacks:apply
    input:
      planId: \${{ parameters.plan }}
`,
  },
];
