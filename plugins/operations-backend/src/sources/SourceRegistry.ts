import type {
  DefinitionModule,
  MetricReader,
  OperationsSourcesExtensionPoint,
  ResourceLocator,
  Source,
  UnitAnnotator,
} from '@enginehouse/plugin-operations-node';

/** AWS CloudFormation Template Reference, AWS::CloudFormation::CustomResource: the type may be given as `Custom::Name`. */
const CUSTOM_RESOURCE = 'AWS::CloudFormation::CustomResource';

/** What modules brought. */
export class SourceRegistry implements OperationsSourcesExtensionPoint {
  readonly annotators: UnitAnnotator[] = [];
  readonly locators: ResourceLocator[] = [];
  readonly #sources = new Map<string, Source>();
  readonly #definitions = new Map<string, DefinitionModule>();
  #metricReader: MetricReader | undefined;

  addSource(source: Source): void {
    if (this.#sources.has(source.resourceType)) {
      throw new Error(`${source.resourceType} has a source already`);
    }
    this.#sources.set(source.resourceType, source);
  }

  addAnnotator(annotator: UnitAnnotator): void {
    this.annotators.push(annotator);
  }

  addLocator(locator: ResourceLocator): void {
    this.locators.push(locator);
  }

  addDefinition(module: DefinitionModule): void {
    if (this.#definitions.has(module.definition)) {
      throw new Error(`Definition ${module.definition} has a module already`);
    }
    this.#definitions.set(module.definition, module);
  }

  setMetricReader(reader: MetricReader): void {
    if (this.#metricReader) {
      throw new Error('There is a metric reader already');
    }
    this.#metricReader = reader;
  }

  get sources(): Source[] {
    return [...this.#sources.values()];
  }

  /** The source of a resource type. Custom resources have types of their own, `Custom::…`, and one source. */
  sourceOf(resourceType: string): Source | undefined {
    return this.#sources.get(
      resourceType.replace(/^Custom::.*/, CUSTOM_RESOURCE),
    );
  }

  definition(id: string): DefinitionModule | undefined {
    return this.#definitions.get(id);
  }

  get metricReader(): MetricReader | undefined {
    return this.#metricReader;
  }
}
