import { StackStatus } from '@aws-sdk/client-cloudformation';
import {
  deploymentStateOfStatus,
  isAtRest,
  stackStateOfStatus,
} from './cloudFormationState';

describe('CloudFormation statuses', () => {
  it.each(Object.values(StackStatus))('%s has a meaning', status => {
    expect(stackStateOfStatus(status)).not.toBe('unknown');
  });

  it.each([
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'deploying'],
    ['CREATE_COMPLETE', 'deployed'],
    ['ROLLBACK_IN_PROGRESS', 'rolling-back'],
    ['ROLLBACK_COMPLETE', 'create-failed'],
    ['ROLLBACK_FAILED', 'create-failed'],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'rolling-back'],
    ['UPDATE_ROLLBACK_COMPLETE', 'rolled-back'],
    ['UPDATE_ROLLBACK_FAILED', 'rollback-failed'],
    ['DELETE_FAILED', 'delete-failed'],
  ])('%s of a deployment is %s', (status, state) => {
    expect(deploymentStateOfStatus(status)).toBe(state);
  });

  it('says honestly that it does not know a status', () => {
    expect(stackStateOfStatus('FROZEN')).toBe('unknown');
  });

  it('rests in all but the statuses in progress', () => {
    expect(isAtRest('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')).toBe(false);
    expect(isAtRest('UPDATE_ROLLBACK_FAILED')).toBe(true);
  });
});
