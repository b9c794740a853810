import type {
  Change,
  SecurityChanges,
} from '@enginehouse/plugin-stacks-common';

/** What differs between two templates, as values. */
export interface Comparison {
  /** By logical id. */
  changes: Change[];
  statements: SecurityChanges['statements'];
  network: SecurityChanges['network'];
  /** What else will or will not happen. */
  notices: string[];
}

/** A CloudFormation template as far as it is read here. */
export interface TemplateDocument {
  Resources?: Record<string, TemplateResource>;
  Outputs?: Record<string, unknown>;
  Parameters?: Record<string, unknown>;
}

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  UpdatePolicy?: Record<string, unknown>;
}
