import {
  DescribeRepositoriesCommand,
  ECRClient,
  paginateDescribeImages,
  type ImageDetail,
  type Repository,
} from '@aws-sdk/client-ecr';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const SETTINGS_SHARED_FOR_MS = 60_000;
const IMAGES_SHARED_FOR_MS = 10_000;

/** The repositories with their settings, shared for a minute. */
export function describeRepositories(
  resources: Resource[],
  aws: AwsHandle,
): Promise<Repository[]> {
  const names = resources.map(({ id }) => id).sort();
  const client = aws.client(ECRClient);
  return aws.read(
    {
      action: 'ecr:DescribeRepositories',
      key: `DescribeRepositories ${names.join()}`,
      ttl: SETTINGS_SHARED_FOR_MS,
    },
    async () => {
      const { repositories = [] } = await client.send(
        new DescribeRepositoriesCommand({ repositoryNames: names }),
      );
      return repositories;
    },
  );
}

/** The images of one repository, the newest first; shared for some seconds. */
export function describeImages(
  repository: string,
  aws: AwsHandle,
): Promise<ImageDetail[]> {
  const client = aws.client(ECRClient);
  return aws.read(
    {
      action: 'ecr:DescribeImages',
      key: `DescribeImages ${repository}`,
      ttl: IMAGES_SHARED_FOR_MS,
    },
    async () => {
      const images: ImageDetail[] = [];
      for await (const page of paginateDescribeImages(
        { client, pageSize: 1_000 },
        { repositoryName: repository },
      )) {
        images.push(...(page.imageDetails ?? []));
      }
      return images.sort((a, b) => pushed(b) - pushed(a));
    },
  );
}

/** The image that was tagged and pushed last; one without a tag belongs to another, such as a platform of it or its signature. */
export function newestOf(images: ImageDetail[]): ImageDetail | undefined {
  return images.find(({ imageTags }) => imageTags?.length) ?? images.at(0);
}

/** How people call an image: its tag, or the beginning of its digest. */
export function nameOf({ imageTags, imageDigest }: ImageDetail): string {
  return imageTags?.[0] ?? imageDigest?.slice(0, 19) ?? '?';
}

function pushed({ imagePushedAt }: ImageDetail): number {
  return imagePushedAt?.getTime() ?? 0;
}
