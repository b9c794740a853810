import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  awsErrorCode,
  type AwsService,
  type Environment,
} from '@enginehouse/aws-node';
import type { ImageValue } from '@enginehouse/stack-kit';
import { LookupMiss } from './LookupMiss';
import { readSsmParameter } from './readSsmParameter';
import { SHARED_FOR } from './sharedFor';

/** The image the environment's `amis` name for a baseline. @throws LookupMiss naming the key of the configuration that is missing or does not fit. */
export async function readImage(
  aws: AwsService,
  environment: Environment,
  baseline: string,
): Promise<ImageValue> {
  const key = `stacks.environments.${environment.name}.amis.${baseline}`;
  const ami = environment.amis[baseline];
  if (!ami) {
    throw new LookupMiss(
      `${key} is not configured`,
      `an image under ${key}: { id: ami-… } or { ssm: /parameter/name }, and fips: true where it is FIPS validated`,
    );
  }
  const named = 'id' in ami ? ami.id : `SSM parameter ${ami.ssm}`;
  try {
    const imageId =
      'id' in ami
        ? ami.id
        : environment.lookups['ssm-parameter']?.[ami.ssm] ??
          (await readSsmParameter(aws, environment, ami.ssm));
    const rootDevice =
      ami.rootDevice ?? (await readRootDevice(aws, environment, imageId));
    return { imageId, fips: ami.fips, rootDevice };
  } catch (error) {
    if (!(error instanceof LookupMiss)) throw error;
    throw new LookupMiss(`${key} names ${named}, but ${error.message}`);
  }
}

async function readRootDevice(
  aws: AwsService,
  environment: Environment,
  imageId: string,
): Promise<string> {
  const ec2 = aws.client(environment, EC2Client, { role: 'read' });
  const action = 'ec2:DescribeImages';
  try {
    const { Images } = await aws.read(
      { environment, action, key: `${action} ${imageId}`, ttl: SHARED_FOR },
      () => ec2.send(new DescribeImagesCommand({ ImageIds: [imageId] })),
    );
    const rootDevice = Images?.[0]?.RootDeviceName;
    if (rootDevice) return rootDevice;
  } catch (error) {
    if (!awsErrorCode(error)?.startsWith('InvalidAMIID')) throw error;
  }
  throw new LookupMiss(`there is no such image ${imageId}`);
}
