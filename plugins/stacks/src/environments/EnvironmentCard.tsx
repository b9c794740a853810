import { Alert, Flex, Text } from '@backstage/ui';
import type { Environment } from '@enginehouse/plugin-stacks-common';
import {
  CommandLine,
  CopyableId,
  FactList,
  formatCount,
  Panel,
  RelativeTime,
  StatusBadge,
  type FactRow,
} from '@enginehouse/plugin-stacks-react';
import { Defaults } from './Defaults';

/** One environment: where it is, as whom the portal acts there, what it demands and gives, what it cannot show. */
export function EnvironmentCard({ environment }: { environment: Environment }) {
  const { check, limits, endpoint } = environment;
  return (
    <Panel
      title={environment.name}
      actions={
        <StatusBadge
          kind="environment"
          value={check.ok ? 'ready' : 'not-ready'}
        />
      }
    >
      <Flex direction="column" gap="3">
        {!check.ok && (
          <Alert
            status="danger"
            icon
            title="Plans are not possible here"
            description={check.error ?? 'The check failed without a reason.'}
          />
        )}
        {check.bootstrapCommand && (
          <div>
            <Text as="p">
              The account is not bootstrapped for the CDK. Run:
            </Text>
            <CommandLine
              command={check.bootstrapCommand}
              label="bootstrap command"
            />
          </div>
        )}
        <FactList
          facts={[
            {
              label: 'Account',
              value: <CopyableId id={environment.account} label="account" />,
            },
            { label: 'Region', value: environment.region },
            {
              label: 'Endpoint',
              value: endpoint ? (
                <CopyableId id={endpoint} label="endpoint" />
              ) : (
                "AWS's own"
              ),
            },
            { label: 'Framework', value: environment.framework },
            {
              label: 'Approvals',
              value:
                environment.approvals === 0
                  ? 'none needed'
                  : `${formatCount(
                      environment.approvals,
                      'person',
                      'people',
                    )} before an apply`,
            },
            {
              label: 'Termination protection',
              value: environment.terminationProtection ? 'on' : 'off',
            },
            ...evidenceFacts(environment),
            {
              label: 'Credentials',
              value: check.identity ? (
                <CopyableId id={check.identity} label="identity" />
              ) : (
                'not confirmed'
              ),
            },
            {
              label: 'Checked',
              value: check.checkedAt && <RelativeTime at={check.checkedAt} />,
            },
            {
              label: 'Bootstrap',
              value:
                check.bootstrapVersion === undefined
                  ? 'not found'
                  : `version ${check.bootstrapVersion}`,
            },
          ]}
        />
        <Defaults defaults={environment.defaults} />
        {limits && <Limits {...limits} />}
      </Flex>
    </Panel>
  );
}

/** The key's kind is that of every signature: it stands beside the name, which is no secret. */
function evidenceFacts({ evidence }: Environment): FactRow[] {
  if (!evidence) {
    return [{ label: 'Evidence', value: 'none is made' }];
  }
  return [
    {
      label: 'Evidence kept in',
      value: <CopyableId id={evidence.bucket} label="bucket of the evidence" />,
    },
    {
      label: 'Signed with',
      value: (
        <>
          <CopyableId id={evidence.key} label="key of the evidence" /> in KMS,
          ECDSA on P-256
        </>
      ),
    },
  ];
}

function Limits({ since, sentences }: NonNullable<Environment['limits']>) {
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        What this environment cannot show honestly
      </Text>
      <Text as="p" color="secondary">
        Physical ids, logs, metrics and alarm history begin{' '}
        <RelativeTime at={since} />.
      </Text>
      <ul style={{ margin: '0.25rem 0', paddingInlineStart: '1.25rem' }}>
        {sentences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
