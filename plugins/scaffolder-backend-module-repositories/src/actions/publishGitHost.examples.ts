import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: "Publish the workspace to the portal's own git host",
    example: `steps:
  - id: publish
    name: Publish
    action: publish:git-host
    input:
      owner: group:default/guests
      name: my-service
      description: Answers questions
  - id: register
    name: Register
    action: catalog:register
    input:
      catalogInfoUrl: \${{ steps.publish.output.catalogInfoUrl }}
`,
  },
];
