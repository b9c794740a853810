import { lazy, Suspense } from 'react';
import { writesLines } from '@enginehouse/plugin-operations-common';
import type { Deployment } from '@enginehouse/plugin-stacks-common';
import type { FailureLinesApi } from '@enginehouse/plugin-stacks-react';
import { LinesFrame } from './LinesFrame';

const LastLines = lazy(() =>
  import('./LastLines').then(m => ({ default: m.LastLines })),
);

/** What the operations plugin adds to the card of a failed deployment. */
export class OperationsFailureLines implements FailureLinesApi {
  viewFor(deployment: Deployment) {
    if (!writesLines(deployment.failure?.resourceType)) {
      return undefined;
    }
    return (
      <Suspense fallback={<LinesFrame />}>
        <LastLines deployment={deployment} />
      </Suspense>
    );
  }
}
