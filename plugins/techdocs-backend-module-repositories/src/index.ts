/**
 * TechDocs builds what repositories bring, and nothing of the machine it runs on.
 *
 * @packageDocumentation
 */
export { techdocsModuleRepositories as default } from './module';
