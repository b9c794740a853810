import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { styled } from '@mui/material/styles';
import type { OperationRun } from '@enginehouse/plugin-operations-common';
import type { DeploymentSummary } from '@enginehouse/plugin-stacks-common';
import {
  deploymentRouteRef,
  formatActor,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import type { Change } from './changesOf';

/** Beside the badge as long as there is room for a line. */
export const Said = styled('span')({
  flex: '1 1 18rem',
  overflowWrap: 'anywhere',
});

/** Nouns, for the badge beside it says how it went. */
const WORD: Record<DeploymentSummary['kind'], string> = {
  create: 'Creation',
  update: 'Update',
  destroy: 'Destruction',
  unprotect: 'End of protection',
};

function DeploymentLine({ deployment }: { deployment: DeploymentSummary }) {
  const route = useRouteRef(deploymentRouteRef);
  const { id, kind, state, startedBy, reason } = deployment;
  const words = `${WORD[kind]} by ${formatActor(startedBy)}`;
  return (
    <>
      <StatusBadge kind="deployment" value={state} />
      <Said>
        {route ? <Link to={route({ id })}>{words}</Link> : words}
        {reason && `: ${reason}`}
      </Said>
    </>
  );
}

function OperationLine({ run }: { run: OperationRun }) {
  const { title, target, state, startedBy, result, error, progress } = run;
  const outcome = error ?? result ?? progress;
  return (
    <>
      <StatusBadge kind="operation" value={state} />
      <Said>
        {`${title} ${target.title}, by ${formatActor(startedBy)}`}
        {outcome && `: ${outcome}`}
      </Said>
    </>
  );
}

/** What somebody did, how it went, and where to read more. */
export const ChangeLine = ({ change }: { change: Change }) =>
  'run' in change ? (
    <OperationLine run={change.run} />
  ) : (
    <DeploymentLine deployment={change.deployment} />
  );
