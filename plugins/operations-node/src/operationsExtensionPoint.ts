import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { DefinitionModule } from './DefinitionModule';
import type { MetricReader } from './Metric';
import type { ResourceLocator } from './Resource';
import type { Source } from './Source';
import type { UnitAnnotator } from './Unit';

/**
 * Where modules bring what they can read and do.
 * @public
 */
export interface OperationsSourcesExtensionPoint {
  /** @throws when the resource type already has a source */
  addSource(source: Source): void;
  addAnnotator(annotator: UnitAnnotator): void;
  /** Locators are asked in order; the first that knows the stack answers. */
  addLocator(locator: ResourceLocator): void;
  /** @throws when the definition already has a module */
  addDefinition(module: DefinitionModule): void;
  /** @throws when there is one already */
  setMetricReader(reader: MetricReader): void;
}

/** For modules of the plugin `operations`. @public */
export const operationsSourcesExtensionPoint =
  createExtensionPoint<OperationsSourcesExtensionPoint>({
    id: 'operations.sources',
  });
