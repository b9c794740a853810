/**
 * What modules of the operations plugin implement: sources for resource types, modules for definitions, and the extension point
 * they are brought through.
 *
 * @packageDocumentation
 */
export * from './Alarm';
export * from './AwsHandle';
export * from './DefinitionModule';
export * from './LogSource';
export * from './Metric';
export * from './Operation';
export * from './operationsExtensionPoint';
export * from './Placement';
export * from './PlanNeededError';
export * from './readLine';
export * from './Remains';
export * from './Resource';
export * from './shortName';
export * from './Source';
export * from './SourceContext';
export * from './StackView';
export * from './Unit';
