import { CfnResource, Stack } from 'aws-cdk-lib';
import { digestBytes } from '../canonical';
import { defineBuild } from './defineBuild';
import { FileAsset, fileAsset } from './fileAsset';
import { synthesize } from './synthesize';

function made(content: string | ((stack: Stack) => string)) {
  let asset: FileAsset | undefined;
  const synthesis = synthesize(
    defineBuild(stack => {
      asset = fileAsset(stack, 'Script', {
        name: 'start.sh',
        content: typeof content === 'string' ? content : content(stack),
      });
      const host = new CfnResource(stack, 'Host', {
        type: 'AWS::EC2::Instance',
        properties: { UserData: asset.objectKey },
      });
      return { handles: { host }, capabilities: {} };
    }),
    {
      ...{ service: 'shop', component: 'ci', environment: 'test' },
      ...{ owner: 'group:default/platform', config: {} },
      ...{ lookups: {}, bindings: {}, tags: {} },
      target: { account: '123456789012', region: 'eu-west-1' },
      stackName: 'shop-ci-test',
      description: 'Example',
    },
  );
  return { ...synthesis, asset: asset! };
}

describe('fileAsset', () => {
  it('is the file with its digest, at the place the template names', () => {
    const { assets, asset, template } = made('#!/bin/sh\necho "größer"\n');
    expect(assets).toHaveLength(1);
    const [{ bytes, digest, destination, name }] = assets;
    expect(Buffer.from(bytes).toString()).toBe('#!/bin/sh\necho "größer"\n');
    expect(digest).toBe(digestBytes(bytes));
    expect(asset).toEqual({
      bucketName: destination.bucket,
      objectKey: destination.key,
      sha256: digest.slice('sha256:'.length),
    });
    expect(name).toBe('start.sh');
    expect(template.Resources.Host.Properties).toEqual({
      UserData: destination.key,
    });
  });

  it('stands at another place with other bytes, and at the same with the same', () => {
    const key = (content: string) => made(content).asset.objectKey;
    expect(key('a')).toBe(key('a'));
    expect(key('a')).not.toBe(key('b'));
    expect(key('a')).toMatch(/\.sh$/);
  });

  it('refuses what only the deployment knows', () => {
    expect(() => made(stack => `account ${stack.stackId}`)).toThrow(
      'start.sh holds a value that only the deployment knows',
    );
  });
});
