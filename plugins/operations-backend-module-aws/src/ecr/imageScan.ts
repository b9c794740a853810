import {
  DescribeImageScanFindingsCommand,
  ECRClient,
  ScanNotFoundException,
  type EnhancedImageScanFinding,
  type ImageDetail,
  type ImageScanFinding,
} from '@aws-sdk/client-ecr';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

const ACTION = 'ecr:DescribeImageScanFindings';
const SHARED_FOR_MS = 10_000;
/** As many as one call gives; counts are of all. */
const READ_AT_ONCE = 1_000;

/** The worst first. */
export const SEVERITIES = [
  'CRITICAL',
  'HIGH',
  'MEDIUM',
  'LOW',
  'INFORMATIONAL',
  'UNTRIAGED',
  'UNDEFINED',
];

/** One vulnerability in an image. */
export interface ScanFinding {
  /** Such as `CVE-2021-44228`. */
  name: string;
  severity: string;
  /** With its version. */
  package?: string;
  fixedIn?: string;
  /** A page on the web about it. */
  link?: string;
}

/** What the scan of an image found. */
export interface ImageScan {
  /** As ECR calls it; `COMPLETE`, or `ACTIVE` while Inspector goes on scanning. */
  status: string;
  /** ECR's words, for example why it failed. */
  description?: string;
  /** ISO 8601. */
  completedAt?: string;
  /** By severity. */
  counts: Record<string, number>;
  /** The worst first, at most a thousand. */
  findings: ScanFinding[];
}

/** The scan of one image, by ECR or by Inspector, shared for some seconds; undefined when it was never scanned. */
export function describeScan(
  repository: string,
  image: ImageDetail,
  aws: AwsHandle,
): Promise<ImageScan | undefined> {
  return aws.read(
    {
      action: ACTION,
      key: `DescribeImageScanFindings ${repository} ${image.imageDigest}`,
      ttl: SHARED_FOR_MS,
    },
    () => readScan(repository, image, aws),
  );
}

/** The scan of one image, read anew. */
export function describeScanNow(
  repository: string,
  image: ImageDetail,
  aws: AwsHandle,
): Promise<ImageScan | undefined> {
  return aws.call(ACTION, () => readScan(repository, image, aws));
}

async function readScan(
  repository: string,
  { imageDigest }: ImageDetail,
  aws: AwsHandle,
): Promise<ImageScan | undefined> {
  try {
    const { imageScanStatus, imageScanFindings } = await aws
      .client(ECRClient)
      .send(
        new DescribeImageScanFindingsCommand({
          repositoryName: repository,
          imageId: { imageDigest },
          maxResults: READ_AT_ONCE,
        }),
      );
    const { findings = [], enhancedFindings = [] } = imageScanFindings ?? {};
    return {
      status: imageScanStatus?.status ?? 'UNKNOWN',
      description: imageScanStatus?.description,
      completedAt: imageScanFindings?.imageScanCompletedAt?.toISOString(),
      counts: { ...imageScanFindings?.findingSeverityCounts },
      findings: [
        ...findings.map(ofEcr),
        ...enhancedFindings.map(ofInspector),
      ].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
    };
  } catch (error) {
    if (error instanceof ScanNotFoundException) return undefined;
    throw error;
  }
}

function ofEcr(finding: ImageScanFinding): ScanFinding {
  const attribute = (key: string) =>
    finding.attributes?.find(one => one.key === key)?.value;
  return {
    name: finding.name ?? '?',
    severity: finding.severity ?? 'UNDEFINED',
    package: packageOf(attribute('package_name'), attribute('package_version')),
    link: webLink(finding.uri),
  };
}

function ofInspector(finding: EnhancedImageScanFinding): ScanFinding {
  const details = finding.packageVulnerabilityDetails;
  const [vulnerable] = details?.vulnerablePackages ?? [];
  return {
    name: details?.vulnerabilityId ?? finding.title ?? '?',
    severity: finding.severity ?? 'UNDEFINED',
    package: packageOf(vulnerable?.name, vulnerable?.version),
    fixedIn: vulnerable?.fixedInVersion,
    link: webLink(details?.sourceUrl),
  };
}

function packageOf(name?: string, version?: string): string | undefined {
  return name && [name, version].filter(Boolean).join(' ');
}

/** Only what leads to the web: a finding is data from outside. */
function webLink(link: string | undefined): string | undefined {
  return link && /^https?:\/\//.test(link) ? link : undefined;
}

function rank({ severity }: ScanFinding): number {
  const place = SEVERITIES.indexOf(severity);
  return place < 0 ? SEVERITIES.length : place;
}
