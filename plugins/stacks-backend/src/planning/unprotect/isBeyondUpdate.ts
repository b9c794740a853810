/** What CloudFormation only deletes, or rolls back further, but never changes again. */
const BEYOND_UPDATE = [
  'CREATE_FAILED',
  'ROLLBACK_FAILED',
  'UPDATE_ROLLBACK_FAILED',
  'DELETE_FAILED',
];

/** Whether a stack in `status` has resources, but can have no change set: what its template says can no longer be made to differ from it. */
export function isBeyondUpdate(status: string): boolean {
  return BEYOND_UPDATE.includes(status);
}
