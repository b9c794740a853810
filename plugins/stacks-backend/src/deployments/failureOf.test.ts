import { deploymentRow, eventRows } from '../__testUtils__/deploymentRows';
import { failureOf } from './failureOf';

describe('failureOf', () => {
  const deployment = deploymentRow();
  const paths = { C: 'Shop/Queue/C' };
  const sources = { C: 'stack-shop/src/build/queue.ts:7' };

  it('blames the resource that failed of itself, not those that were cancelled', () => {
    const events = eventRows(
      'A CREATE_COMPLETE',
      '!Z CREATE_FAILED Of somebody else',
      'B CREATE_FAILED Resource creation cancelled',
      'C CREATE_FAILED No queues left',
      'Stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [B, C]',
      'C DELETE_COMPLETE',
      'A DELETE_COMPLETE',
      'Stack ROLLBACK_COMPLETE',
    );
    expect(
      failureOf({
        ...{ deployment, state: 'create-failed', events, paths, sources },
      }),
    ).toMatchObject({
      logicalId: 'C',
      resourceType: 'AWS::SQS::Queue',
      physicalId: 'C-physical',
      constructPath: 'Shop/Queue/C',
      source: 'stack-shop/src/build/queue.ts:7',
      at: '1970-01-01T00:00:03.000Z',
      reason: 'No queues left',
      rolledBack: ['C', 'A'],
    });
  });

  it('gives the reason of the stack when no resource failed', () => {
    const events = eventRows(
      'Stack UPDATE_ROLLBACK_IN_PROGRESS Cancelled by Ada',
    );
    expect(
      failureOf({ deployment, state: 'rolled-back', events, paths }),
    ).toMatchObject({ reason: 'Cancelled by Ada', rolledBack: [] });
  });

  it.each([
    'create-failed',
    'rolled-back',
    'rollback-failed',
    'delete-failed',
  ] as const)('says what to do after %s', state => {
    const failure = failureOf({ deployment, state, events: [], paths });
    expect(failure?.next).not.toHaveLength(0);
  });

  it('names what could not be deleted before the failed create is cleared', () => {
    const events = eventRows(
      'A CREATE_COMPLETE',
      'B CREATE_FAILED No queues left',
      'Stack ROLLBACK_IN_PROGRESS',
      'A DELETE_FAILED Cannot delete protected Queue',
      'Stack ROLLBACK_FAILED The following resource(s) failed to delete: [A]',
    );
    const failure = failureOf({
      ...{ deployment, state: 'create-failed', events, paths },
    });
    expect(failure?.reason).toBe('No queues left');
    expect(failure?.next[1]).toBe(
      'Remove what keeps A (AWS::SQS::Queue A-physical) from being deleted: Cannot delete protected Queue',
    );
    expect(failure?.next[2]).toMatch(
      /^Clear the failed create: .* lifts its protection/,
    );
  });

  it('is nothing for what succeeded', () => {
    const events = eventRows('Stack CREATE_COMPLETE');
    expect(
      failureOf({ deployment, state: 'deployed', events, paths }),
    ).toBeUndefined();
  });
});
