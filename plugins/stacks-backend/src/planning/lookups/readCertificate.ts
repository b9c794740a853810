import {
  ACMClient,
  DescribeCertificateCommand,
  KeyAlgorithm,
  paginateListCertificates,
  type CertificateSummary,
} from '@aws-sdk/client-acm';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import { LookupMiss } from './LookupMiss';
import { SHARED_FOR } from './sharedFor';

/**
 * ARN of the region's newest issued certificate for a domain: one that names it, or a wildcard over its first label.
 *
 * @throws LookupMiss when there is none.
 */
export async function readCertificate(
  aws: AwsService,
  environment: Environment,
  domainName: string,
): Promise<string> {
  const wanted = domainName.toLowerCase();
  const names = [wanted, wanted.replace(/^[^.]+/, '*')];
  const covers = (name: string) => names.includes(name.toLowerCase());

  const issued = await issuedCertificates(aws, environment);
  const covering = await Promise.all(
    issued.map(async summary => ({
      summary,
      covered: (await namesOf(aws, environment, summary)).some(covers),
    })),
  );
  const [newest] = covering
    .filter(({ covered }) => covered)
    .map(({ summary }) => summary)
    .sort((a, b) => issuedAt(b) - issuedAt(a));
  if (newest?.CertificateArn) return newest.CertificateArn;
  throw new LookupMiss(
    `ACM in ${environment.region} has none`,
    `a domain that an issued certificate of account ${environment.account}, region ${environment.region} names, or covers with ${names[1]}`,
  );
}

/** Without its key types, ACM lists certificates with RSA keys of up to 2048 bits only. */
function issuedCertificates(
  aws: AwsService,
  environment: Environment,
): Promise<CertificateSummary[]> {
  const client = aws.client(environment, ACMClient, { role: 'read' });
  const action = 'acm:ListCertificates';
  return aws.read(
    { environment, action, key: action, ttl: SHARED_FOR },
    async () => {
      const summaries: CertificateSummary[] = [];
      const pages = paginateListCertificates(
        { client },
        {
          CertificateStatuses: ['ISSUED'],
          Includes: { keyTypes: Object.values(KeyAlgorithm) },
        },
      );
      for await (const page of pages) {
        summaries.push(...(page.CertificateSummaryList ?? []));
      }
      return summaries;
    },
  );
}

/** The summary names at most a hundred; the others are read only where it says there are some, or says nothing. */
async function namesOf(
  aws: AwsService,
  environment: Environment,
  summary: CertificateSummary,
): Promise<string[]> {
  const { CertificateArn, DomainName } = summary;
  const listed = summary.SubjectAlternativeNameSummaries;
  if (listed && !summary.HasAdditionalSubjectAlternativeNames) {
    return [...(DomainName ? [DomainName] : []), ...listed];
  }
  const client = aws.client(environment, ACMClient, { role: 'read' });
  const action = 'acm:DescribeCertificate';
  const { Certificate } = await aws.read(
    {
      ...{ environment, action },
      key: `${action} ${CertificateArn}`,
      ttl: SHARED_FOR,
    },
    () => client.send(new DescribeCertificateCommand({ CertificateArn })),
  );
  return [
    ...(DomainName ? [DomainName] : []),
    ...(Certificate?.SubjectAlternativeNames ?? []),
  ];
}

/** When it was issued or imported, in milliseconds. */
function issuedAt(summary: CertificateSummary): number {
  const at = summary.IssuedAt ?? summary.ImportedAt ?? summary.CreatedAt;
  return at?.getTime() ?? 0;
}
