import type { ReactElement } from 'react';
import { createApiRef } from '@backstage/frontend-plugin-api';
import type { Deployment } from '@enginehouse/plugin-stacks-common';

/**
 * What a plugin that reads logs adds to the card of a failed deployment. There may be none: then the card does without.
 * @public
 */
export interface FailureLinesApi {
  /** The last lines of the units of the failed resource; undefined when nothing of such a resource writes a log. */
  viewFor(deployment: Deployment): ReactElement | undefined;
}

/** For the card of a failed deployment: optional, brought by the plugin that can read lines. @public */
export const failureLinesApiRef = createApiRef<FailureLinesApi>().with({
  id: 'plugin.stacks.failure-lines',
  pluginId: 'stacks',
});
