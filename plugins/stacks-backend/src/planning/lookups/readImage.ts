import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { ImageValue } from '@enginehouse/stack-kit';
import { LookupMiss } from './LookupMiss';
import { readSsmParameter } from './readSsmParameter';

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
  if ('id' in ami) return { imageId: ami.id, fips: ami.fips };
  try {
    const imageId = await readSsmParameter(aws, environment, ami.ssm);
    return { imageId, fips: ami.fips };
  } catch (error) {
    if (!(error instanceof LookupMiss)) throw error;
    throw new LookupMiss(
      `${key} names SSM parameter ${ami.ssm}, but ${error.message}`,
    );
  }
}
