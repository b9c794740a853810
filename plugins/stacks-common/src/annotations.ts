/** Id of the definition a stack is an instance of. Annotations only display: authority comes from the ledger. @public */
export const ANNOTATION_DEFINITION = 'enginehouse.io/definition';
/** Name of the CloudFormation stack. @public */
export const ANNOTATION_STACK = 'enginehouse.io/stack';
/** Name of the environment. @public */
export const ANNOTATION_ENVIRONMENT = 'enginehouse.io/environment';
