import { Template } from 'aws-cdk-lib/assertions';

/** Properties of all resources of a type, in the order of the template. */
export const all = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map(r => r.Properties);

/** A logical id as the definition knows it: without the hash that CDK adds. */
export const withoutHash = (id: string) => id.replace(/[A-F0-9]{8}$/, '');
