import { defineBuild } from '@enginehouse/stack-kit/build';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';

interface Config {
  count: number;
  padding: number;
  file: boolean;
}

export default defineBuild<Config>((stack, config, { service }) => {
  const fixed = new CfnTopic(stack, 'Fixed', { topicName: `${service}-fixed` });
  fixed.applyRemovalPolicy(RemovalPolicy.RETAIN);
  for (let i = 0; i < config.count; i++) {
    new CfnTopic(stack, `Topic${i}`, {
      displayName: `Topic ${'x'.repeat(config.padding)}`,
    });
  }
  if (config.file) {
    const file = new Asset(stack, 'File', { path: __filename });
    new CfnTopic(stack, 'FileTopic', { displayName: file.s3ObjectKey });
  }
  return { handles: {}, capabilities: {} };
});
