import { deploymentRow, eventRows } from '../__testUtils__/deploymentRows';
import { progressOf } from './progressOf';

describe('progressOf', () => {
  it('counts what is done, and names what happens now', () => {
    const events = eventRows(
      'Stack CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'A CREATE_COMPLETE',
      'B CREATE_IN_PROGRESS',
      '!C UPDATE_COMPLETE',
    );
    expect(progressOf(deploymentRow(), events, [30, 10, 50])).toEqual({
      done: 1,
      total: 3,
      now: 'Creating B (AWS::SQS::Queue)',
      typicalSeconds: 30,
    });
  });

  it('counts back while it rolls back', () => {
    const events = eventRows(
      'A CREATE_COMPLETE',
      'B CREATE_FAILED No',
      'Stack ROLLBACK_IN_PROGRESS',
      'A DELETE_IN_PROGRESS',
    );
    const row = deploymentRow({ state: 'rolling-back' });
    expect(progressOf(row, events, [])).toEqual({
      done: 0,
      total: 2,
      now: 'Deleting A (AWS::SQS::Queue)',
      typicalSeconds: undefined,
    });
  });

  it('is complete when it succeeded, whatever the plan had foreseen', () => {
    const events = eventRows('A CREATE_COMPLETE', 'Stack CREATE_COMPLETE');
    const row = deploymentRow({ state: 'settling' });
    expect(progressOf(row, events, [10, 20])).toEqual({
      done: 1,
      total: 1,
      now: 'Waiting until every unit is healthy',
      typicalSeconds: 15,
    });
  });

  it('tells the clean-up of an update from its work', () => {
    const row = deploymentRow({
      cloudformation_status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    });
    expect(progressOf(row, [], []).now).toBe(
      'Removing what is no longer needed',
    );
  });
});
