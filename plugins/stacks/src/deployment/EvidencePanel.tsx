import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { Deployment, Evidence } from '@enginehouse/plugin-stacks-common';
import {
  CommandLine,
  CopyableId,
  DownloadButton,
  ErrorCard,
  FactList,
  Panel,
  saveFile,
  stacksApiRef,
  useAct,
} from '@enginehouse/plugin-stacks-react';
import { RiDownloadLine } from '@remixicon/react';

/** The name the command in `verify` gives the key's file. */
const KEY_FILE = 'evidence.pem';

/** The signed bundle of a deployment: where it is, who signed it, and how to verify it elsewhere; or why there is none. */
export function EvidencePanel({ deployment }: { deployment: Deployment }) {
  const { id, evidence, evidenceNote } = deployment;
  if (evidence) return <Bundle deployment={id} evidence={evidence} />;
  if (!evidenceNote) return null;
  return (
    <Text as="p" color="secondary">
      {evidenceNote}
    </Text>
  );
}

function Bundle(props: { deployment: string; evidence: Evidence }) {
  const { deployment, evidence } = props;
  const api = useApi(stacksApiRef);
  const download = useAct(async () =>
    saveFile(evidence.file, await api.getDeploymentEvidence(deployment)),
  );
  const stored = evidence.state === 'stored';
  return (
    <Panel
      title="Evidence"
      actions={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {stored && (
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownloadLine aria-hidden="true" />}
              isDisabled={download.busy}
              onPress={download.run}
            >
              Download bundle
            </Button>
          )}
          <DownloadButton
            name={KEY_FILE}
            text={evidence.publicKey}
            label="Download public key"
          />
        </Flex>
      }
    >
      <Flex direction="column" gap="3">
        {download.error !== undefined && (
          <ErrorCard
            title="The bundle could not be downloaded"
            error={download.error}
          />
        )}
        <FactList
          facts={[
            {
              label: 'Bundle',
              value: <CopyableId id={evidence.digest} label="bundle digest" />,
            },
            {
              label: 'Signed with',
              value: <CopyableId id={evidence.key} label="signing key" />,
            },
            {
              label: 'Key id',
              value: <CopyableId id={evidence.keyId} label="key id" />,
            },
            {
              label: stored ? 'Kept in' : 'To be kept in',
              value: <CopyableId id={evidence.location} label="location" />,
            },
            { label: 'Copy', value: copyWords(evidence) },
          ]}
        />
        {stored && (
          <div>
            <Text as="p" color="secondary">
              Verifies both downloads, without a network, in a checkout of
              Enginehouse. Compare the key id with your environment&apos;s key
              first: the portal shows both bundle and key.
            </Text>
            <CommandLine command={evidence.verify} label="verify command" />
          </div>
        )}
      </Flex>
    </Panel>
  );
}

function copyWords({ copy }: Evidence): string | undefined {
  switch (copy?.state) {
    case 'copied':
      return copy.location;
    case 'due':
      return `${copy.location}: ${copy.reason} It will be tried again.`;
    case 'failed':
      return `Not made in ${copy.location}: ${copy.reason}`;
    default:
      return undefined;
  }
}
