import type { Finding } from '@enginehouse/plugin-stacks-common';
import { Button, Flex } from '@backstage/ui';
import { formatActor } from '../format/actor';
import { Disclosure } from '../layout/Disclosure';
import { FactList } from '../layout/FactList';
import { Chip } from '../status/Chip';
import { statusWord } from '../status/statuses';
import { StatusBadge } from '../status/StatusBadge';
import { RelativeTime } from '../time/RelativeTime';
import { resourceWords } from './findingGroups';

/** A finding in one line, which opens to its rule, controls and place, and to the button that acknowledges it or takes that back. */
export function FindingRow(props: {
  finding: Finding;
  open?: boolean;
  onAsk?: (finding: Finding) => void;
}) {
  const { finding, open, onAsk } = props;
  const { rule, pack, controls, resource, severity, reason } = finding;
  const { acknowledged } = finding;
  const ask = onAsk && acknowledged?.source !== 'definition';
  return (
    <Disclosure
      open={open}
      summary={
        <>
          {acknowledged ? (
            <Chip>{statusWord('severity', severity)}</Chip>
          ) : (
            <StatusBadge kind="severity" value={severity} />
          )}
          <strong>{resourceWords(resource)}</strong>
          {resource.path && <code>{resource.path}</code>}
          <span>{reason}</span>
        </>
      }
    >
      <Flex direction="column" gap="3" align="start">
        <FactList
          facts={[
            { label: 'Rule', value: <code>{rule}</code> },
            { label: 'From', value: pack },
            { label: 'Logical id', value: resource.logicalId },
            { label: 'NIST 800-53 rev 5', value: controls.join(', ') },
            { label: 'Accepted because', value: acknowledged?.reason },
            {
              label: 'Accepted by',
              value: acknowledged && <Accepted by={acknowledged} />,
            },
          ]}
        />
        {ask && (
          <Button
            variant="secondary"
            aria-label={`${
              acknowledged ? 'Withdraw' : 'Acknowledge'
            } ${rule} at ${resource.path || 'the stack'}`}
            onPress={() => onAsk(finding)}
          >
            {acknowledged ? 'Withdraw…' : 'Acknowledge…'}
          </Button>
        )}
      </Flex>
    </Disclosure>
  );
}

function Accepted({
  by: { by, source, expiresAt },
}: {
  by: NonNullable<Finding['acknowledged']>;
}) {
  if (source === 'definition') {
    return <>the definition {by}, for good</>;
  }
  return (
    <>
      {formatActor(by)}
      {expiresAt && (
        <>
          , expires <RelativeTime at={expiresAt} />
        </>
      )}
    </>
  );
}
