import { defineBuild } from '@enginehouse/stack-kit/build';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';

interface Config {
  count: number;
  padding: number;
  file: boolean;
}

export default defineBuild<Config>((stack, config, { service, lookups }) => {
  const fixed = new CfnTopic(stack, 'Fixed', { topicName: `${service}-fixed` });
  fixed.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const topics = Array.from(
    { length: config.count },
    (_, i) =>
      new CfnTopic(stack, `Topic${i}`, {
        displayName: `Topic ${'x'.repeat(config.padding)}`,
      }),
  );
  if (config.file) {
    const file = new Asset(stack, 'File', { path: __filename });
    topics[0].displayName = file.s3ObjectKey;
  }
  if (lookups.greeting) topics[0].displayName = String(lookups.greeting);
  return { handles: { fixed, first: topics[0] }, capabilities: {} };
});
