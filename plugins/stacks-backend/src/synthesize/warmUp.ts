import { synthesize } from '@enginehouse/stack-kit/build';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { compareTemplates } from '../planning/compare/compareTemplates';

/** Synthesizes, checks and compares a stack of one resource: loads aws-cdk-lib, cdk-nag and the database of resource types. */
export function warmUp(): undefined {
  const { templateBody, paths } = synthesize(
    stack => {
      const topic = new CfnTopic(stack, 'Topic');
      return { handles: { topic }, capabilities: {} };
    },
    {
      ...{ service: 'warm', component: 'up', environment: 'none' },
      ...{ owner: 'none', lookups: {}, bindings: {}, tags: {}, config: {} },
      target: { account: '111111111111', region: 'us-east-1' },
      stackName: 'warm-up-none',
      description: 'Warms a worker up',
      policy: {
        ...{ definition: 'none', framework: 'commercial', rego: [] },
        packs: ['AwsSolutionsChecks', 'NIST80053R5Checks'],
      },
    },
  );
  compareTemplates({ after: templateBody, paths });
  return undefined;
}
