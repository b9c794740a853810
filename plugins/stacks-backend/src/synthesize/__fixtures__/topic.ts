import { defineBuild } from '@enginehouse/stack-kit/build';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';

/** A topic named by the configuration; its display name lists the environment variables the worker sees. */
export default defineBuild<{ name: string }>((stack, { name }) => {
  const topic = new CfnTopic(stack, 'Topic', {
    topicName: name,
    displayName: Object.keys(process.env).sort().join(' '),
  });
  return { handles: { topic }, capabilities: {} };
});
