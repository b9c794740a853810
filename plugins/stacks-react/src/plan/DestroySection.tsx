import type {
  DestroyEffect,
  ResourceRef,
} from '@enginehouse/plugin-stacks-common';
import { Alert, Flex, Text } from '@backstage/ui';
import { formatCount } from '../format/number';
import { Disclosure } from '../layout/Disclosure';
import { Panel } from '../layout/Panel';
import { PlanButton, type PlanNext } from './PlanButton';
import { ResourceTable } from './ResourceTable';

const fewResources = 12;
const fewTypes = 5;

/** What a destroy deletes, keeps, is refused by, and whom it breaks; with `onPlan` it offers the plan that lifts the protection, or leaves behind what could not be deleted. */
export function DestroySection({
  effect,
  onPlan,
}: {
  effect: DestroyEffect;
  onPlan?: PlanNext;
}) {
  const { deleted, retained, dependents, failedBefore = [] } = effect;
  return (
    <Flex direction="column" gap="4">
      {effect.protected.length > 0 && (
        <>
          <Alert
            status="danger"
            icon
            title="Protected from deletion"
            description={<Names of={effect.protected} />}
          />
          {onPlan && (
            <PlanButton next={{ action: 'unprotect' }} onPlan={onPlan}>
              Plan to lift the protection
            </PlanButton>
          )}
        </>
      )}
      {failedBefore.length > 0 && (
        <>
          <Alert
            status="warning"
            icon
            title="The last delete failed; this one tries again"
            description={
              <Names
                of={failedBefore.map(
                  ({ logicalId, reason }) => `${logicalId}: ${reason}`,
                )}
              />
            }
          />
          {onPlan && (
            <PlanButton
              next={{
                action: 'destroy',
                retain: failedBefore.map(({ logicalId }) => logicalId),
              }}
              onPlan={onPlan}
            >
              {failedBefore.length === 1
                ? 'Plan to leave it behind'
                : 'Plan to leave them behind'}
            </PlanButton>
          )}
        </>
      )}
      {dependents.length > 0 && (
        <Alert
          status="warning"
          icon
          title="Other stacks depend on it"
          description={<Names of={dependents} />}
        />
      )}
      <Panel title={`Kept (${retained.length})`}>
        {retained.length === 0 ? (
          <Text as="p">Nothing is kept.</Text>
        ) : (
          <ResourceTable
            caption="Resources that are kept"
            resources={retained}
          />
        )}
      </Panel>
      <Panel title={`Deleted (${deleted.length})`}>
        {deleted.length === 0 ? (
          <Text as="p">Nothing is deleted.</Text>
        ) : (
          <Disclosure
            open={deleted.length <= fewResources}
            summary={typesOf(deleted)}
          >
            <ResourceTable
              caption="Resources that are deleted"
              resources={deleted}
            />
          </Disclosure>
        )}
      </Panel>
    </Flex>
  );
}

/** How many of which type, the most first: `10 AWS::EC2::Subnet, 4 AWS::EC2::Route and 3 other types`. */
function typesOf(resources: ResourceRef[]): string {
  const counts = new Map<string, number>();
  for (const { resourceType } of resources) {
    counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  }
  const words = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([type, count]) => `${count} ${type}`);
  const others = words.splice(fewTypes).length;
  return others > 0
    ? `${words.join(', ')} and ${formatCount(others, 'other type')}`
    : words.join(', ');
}

function Names({ of: names }: { of: string[] }) {
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
      {names.map(name => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
