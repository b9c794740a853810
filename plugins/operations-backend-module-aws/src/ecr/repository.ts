import type { ImageDetail, Repository } from '@aws-sdk/client-ecr';
import type {
  Signal,
  SignalTable,
} from '@enginehouse/plugin-operations-common';
import type {
  AwsHandle,
  Resource,
  Source,
} from '@enginehouse/plugin-operations-node';
import { factsOf, onOff } from '../condition';
import {
  describeImages,
  describeRepositories,
  nameOf,
  newestOf,
} from './describeImages';
import { describeScan, type ImageScan } from './imageScan';
import { countsInWords, scanCondition } from './scanCondition';
import { startScan } from './startScan';

const TYPE = 'AWS::ECR::Repository';
const FINDINGS_SHOWN = 10;

/** Image repositories: the newest image, and what its scan found. */
export const repository: Source = {
  resourceType: TYPE,
  title: 'Image repository',
  operations: [startScan],

  async health(resources, { aws }) {
    const repositories = await describeRepositories(resources, aws);
    return Promise.all(
      resources.map(resource =>
        readSignal(
          resource,
          repositories.find(
            ({ repositoryName }) => repositoryName === resource.id,
          ),
          aws,
        ),
      ),
    );
  },
};

async function readSignal(
  resource: Resource,
  settings: Repository | undefined,
  aws: AwsHandle,
): Promise<Signal> {
  const about = {
    key: `repository/${resource.logicalId}`,
    title: `Image ${resource.id}`,
    resourceType: TYPE,
    resourceId: resource.id,
  };
  const onPush = onOff(settings?.imageScanningConfiguration?.scanOnPush);
  const images = await describeImages(resource.id, aws);
  const newest = newestOf(images);
  if (!newest) {
    return {
      ...about,
      status: 'healthy',
      sentence: 'no image yet',
      facts: factsOf([
        ['Address', settings?.repositoryUri, 'id'],
        ['Scan on push', onPush],
      ]),
    };
  }
  const scan = await describeScan(resource.id, newest, aws);
  const name = `${resource.id}:${nameOf(newest)}`;
  const { status, reason } = scanCondition(name, scan);
  return {
    ...about,
    status,
    sentence: reason ?? `${name} has no critical or high findings`,
    facts: [
      ...imageFacts(newest, scan),
      ...factsOf([
        ['Scan on push', onPush],
        ['Images kept', String(images.length)],
        ['Address', settings?.repositoryUri, 'id'],
      ]),
    ],
    ...(scan && scan.findings.length > 0 && { tables: [findingsTable(scan)] }),
  };
}

function imageFacts(image: ImageDetail, scan: ImageScan | undefined) {
  return factsOf([
    ['Newest image', nameOf(image), 'id'],
    ['Pushed', image.imagePushedAt?.toISOString(), 'time'],
    ['Digest', image.imageDigest, 'id'],
    ['Scan', scan?.status ?? 'never'],
    ['Scanned', scan?.completedAt, 'time'],
    ['Findings', scan && (countsInWords(scan.counts) || 'none')],
  ]);
}

function findingsTable({ findings, counts }: ImageScan): SignalTable {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const shown = findings.slice(0, FINDINGS_SHOWN);
  return {
    title: `${shown.length} of ${Math.max(
      all,
      findings.length,
    )} findings, the worst first`,
    columns: [
      { title: 'Finding' },
      { title: 'Severity' },
      { title: 'Package' },
      { title: 'Fixed in' },
    ],
    rows: shown.map((finding, index) => ({
      key: `${finding.name}/${index}`,
      cells: [
        { text: finding.name, link: finding.link },
        { text: finding.severity },
        { text: finding.package ?? '' },
        { text: finding.fixedIn ?? '' },
      ],
    })),
  };
}
