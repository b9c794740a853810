/** A template, as far as pricing reads it. */
export interface PricedTemplate {
  Resources?: Record<
    string,
    { Type: string; Properties?: Record<string, unknown> }
  >;
}

export type Properties = Record<string, unknown>;

/** A resource of a template. */
export interface Resource {
  logicalId: string;
  type: string;
  properties: Properties;
}

/** A template's resources, and which of them belong together. */
export class StackView {
  readonly resources: readonly Resource[];
  readonly #byId: ReadonlyMap<string, Resource>;

  constructor(template: PricedTemplate) {
    this.resources = Object.entries(template.Resources ?? {}).map(
      ([logicalId, { Type, Properties: properties = {} }]) => ({
        ...{ logicalId, properties },
        type: Type,
      }),
    );
    this.#byId = new Map(this.resources.map(r => [r.logicalId, r]));
  }

  ofType(type: string): Resource[] {
    return this.resources.filter(resource => resource.type === type);
  }

  /** The resource a value refers to by `Ref` or `Fn::GetAtt`. */
  target(value: unknown): Resource | undefined {
    const { Ref: ref, 'Fn::GetAtt': attribute } = propertiesOf(value);
    const id = ref ?? (Array.isArray(attribute) ? attribute[0] : undefined);
    return typeof id === 'string' ? this.#byId.get(id) : undefined;
  }

  /** Whether a value, or anything in it, refers to a resource. */
  mentions(value: unknown, resource: Resource): boolean {
    if (this.target(value) === resource) return true;
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).some(inner => this.mentions(inner, resource))
    );
  }
}

/** An object's properties; none of what is no object. */
export function propertiesOf(value: unknown): Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Properties)
    : {};
}

/** A list's members; none of what is no list. */
export function membersOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
