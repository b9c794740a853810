import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description:
      'Read what a deployed stack is, to make something that runs in it',
    example: `steps:
  - id: chassis
    name: Read the chassis
    action: stacks:fetch
    input:
      entityRef: resource:default/shop-ktor-chassis-dev
      definition: ktor-chassis
  - id: service
    name: Write the service
    action: fetch:template
    input:
      url: ./content
      values:
        stage: \${{ steps.chassis.output.config.stage }}
        region: \${{ steps.chassis.output.region }}
`,
  },
];
