import type { Plan } from '@enginehouse/plugin-stacks-common';
import { formatActor } from '../format/actor';
import { CopyableId } from '../layout/CopyableId';
import { DownloadButton } from '../layout/DownloadButton';
import { FactList } from '../layout/FactList';
import { Panel } from '../layout/Panel';
import { StatusBadge } from '../status/StatusBadge';
import { RelativeTime } from '../time/RelativeTime';

/** What exactly is proposed, by whom, when, and what it is bound to. */
export function SealSection({ plan }: { plan: Plan }) {
  const { seal } = plan;
  const id = (value: string | undefined, label: string) =>
    value && <CopyableId id={value} label={label} />;
  return (
    <Panel
      title="Seal"
      actions={
        <DownloadButton
          name="service.yml"
          text={plan.manifest}
          label="Download service.yml"
        />
      }
    >
      <FactList
        facts={[
          {
            label: 'State',
            value: <StatusBadge kind="plan" value={plan.state} />,
          },
          {
            label: 'Planned',
            value: (
              <>
                <RelativeTime at={plan.createdAt} /> by{' '}
                {formatActor(plan.createdBy)}
              </>
            ),
          },
          {
            label:
              Date.parse(plan.expiresAt) > Date.now() ? 'Expires' : 'Expired',
            value: <RelativeTime at={plan.expiresAt} />,
          },
          {
            label: 'Definition',
            value: `${plan.definition} ${plan.definitionVersion}`,
          },
          {
            label: 'Target',
            value: `${plan.environment}: account ${plan.account}, ${plan.region}`,
          },
          { label: 'Plan', value: id(plan.id, 'plan id') },
          { label: 'Seal', value: id(seal?.digest, 'seal') },
          {
            label: 'Proposal',
            value: id(seal?.proposal, 'digest of the proposal'),
          },
          {
            label: 'Template',
            value: id(seal?.templateDigest, 'digest of the template'),
          },
          {
            label: 'Change set',
            value: id(seal?.changeSetId, 'change set id'),
          },
          { label: 'Made against', value: seal?.fingerprint.status },
          {
            label: 'Execution role',
            value: id(seal?.executionRole, 'execution role'),
          },
          {
            label: 'Evidence',
            value: plan.evidence
              ? id(plan.evidence.digest, 'bundle digest')
              : plan.evidenceNote,
          },
          {
            label: 'Signed with',
            value: id(plan.evidence?.key, 'signing key'),
          },
          {
            label: 'Evidence kept in',
            value: id(plan.evidence?.location, 'location of the evidence'),
          },
        ]}
      />
    </Panel>
  );
}
