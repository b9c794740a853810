import { RemovalPolicy } from 'aws-cdk-lib';
import { Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import {
  imageTagParameter,
  NO_IMAGE_YET,
  repositoryName,
  Slot,
} from '../names';

export interface Images {
  repository: Repository;
  parameter: StringParameter;
  /** What the service runs. */
  image: ContainerImage;
  /** That no pipeline has rolled out an image yet. */
  placeholder: boolean;
}

/**
 * The images of one service. The stack owns the parameter so that it goes with the stack,
 * but its value is the one found: a plan says what runs, and never takes a rollout back.
 */
export function addImages(
  scope: Construct,
  {
    slot,
    environment,
    tag,
    placeholderImage,
  }: { slot: Slot; environment: string; tag: string; placeholderImage: string },
): Images {
  const repository = new Repository(scope, 'Images', {
    repositoryName: repositoryName(environment, slot),
    imageScanOnPush: true,
    // The tag a plan reads names one image for good, the one that was scanned.
    imageTagMutability: TagMutability.IMMUTABLE,
    lifecycleRules: [{ description: 'Keep the last 30', maxImageCount: 30 }],
    // Images are made again by the pipeline; a repository left behind would stop the chassis from being made again.
    removalPolicy: RemovalPolicy.DESTROY,
    emptyOnDelete: true,
  });
  const placeholder = tag === NO_IMAGE_YET;
  return {
    repository,
    parameter: new StringParameter(scope, 'ImageTag', {
      parameterName: imageTagParameter(environment, slot),
      description: `Tag of the image of ${slot} that runs, written by its pipeline; "${NO_IMAGE_YET}" until the first`,
      stringValue: tag,
    }),
    image: placeholder
      ? ContainerImage.fromRegistry(placeholderImage)
      : ContainerImage.fromEcrRepository(repository, tag),
    placeholder,
  };
}
