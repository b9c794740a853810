import { ECRClient, StartImageScanCommand } from '@aws-sdk/client-ecr';
import { ConflictError } from '@backstage/errors';
import {
  defineOperation,
  type AwsHandle,
  type OperationTarget,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil } from '../followUntil';
import { describeImages, nameOf, newestOf } from './describeImages';
import { describeScanNow } from './imageScan';
import { countsInWords } from './scanCondition';

const GIVE_UP_MINUTES = 30;
const GOES_ON = ['PENDING', 'IN_PROGRESS'];

/** Scans the newest image of a repository for vulnerabilities. */
export const startScan = defineOperation({
  id: 'scan-image',
  title: 'Scan newest image',
  on: 'resource',
  destructive: false,
  input: z.strictObject({}),

  async offered(target, { aws }) {
    return newestOf(await describeImages(nameIn(target), aws)) !== undefined;
  },

  async now(target, { aws }) {
    const { name } = await newestIn(target, aws);
    return { values: {}, sentence: `${name} is the newest image` };
  },

  async effect(target, _input, { aws }) {
    const { name } = await newestIn(target, aws);
    return {
      sentence: `Scans 1 image, ${name}; nothing is interrupted. ECR scans an image once in 24 hours at most`,
      destructive: false,
    };
  },

  async run(target, _input, context) {
    const { aws } = context;
    const { repository, image, name } = await newestIn(target, aws);
    await aws.call('ecr:StartImageScan', () =>
      aws.client(ECRClient).send(
        new StartImageScanCommand({
          repositoryName: repository,
          imageId: { imageDigest: image.imageDigest },
        }),
      ),
    );
    return followUntil(context, GIVE_UP_MINUTES, async () => {
      const scan = await describeScanNow(repository, image, aws);
      if (!scan || GOES_ON.includes(scan.status)) {
        return { now: `ECR says ${scan?.status ?? 'nothing yet'}` };
      }
      if (scan.status !== 'COMPLETE') {
        const said = [scan.status, scan.description].filter(Boolean).join(': ');
        throw new Error(`The scan of ${name} ended as ${said}`);
      }
      const counts = countsInWords(scan.counts) || 'no';
      return { done: `${name} has ${counts} findings` };
    });
  },
});

function nameIn(target: OperationTarget): string {
  if (target.kind !== 'resource') {
    throw new TypeError('Only an image repository can be scanned');
  }
  return target.resource.id;
}

/** @throws ConflictError when there is no image */
async function newestIn(target: OperationTarget, aws: AwsHandle) {
  const repository = nameIn(target);
  const image = newestOf(await describeImages(repository, aws));
  if (!image) {
    throw new ConflictError(`${repository} has no image: nothing to scan`);
  }
  return { repository, image, name: `${repository}:${nameOf(image)}` };
}
