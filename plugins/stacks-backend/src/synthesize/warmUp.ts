import { synthesize } from '@enginehouse/stack-kit/build';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { compareTemplates } from '../planning/compare/compareTemplates';

/** Synthesizes and compares a stack of one resource: loads aws-cdk-lib and the database of resource types. */
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
    },
  );
  compareTemplates({ after: templateBody, paths });
  return undefined;
}
