import { RDSClient, RebootDBInstanceCommand } from '@aws-sdk/client-rds';
import {
  defineOperation,
  type AwsHandle,
  type OperationTarget,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil } from '../followUntil';
import { describeClusterNow, describeInstancesNow } from './describeDatabases';

const GIVE_UP_MINUTES = 30;

/** Restarts the database engine of one instance. */
export const reboot = defineOperation({
  id: 'reboot',
  title: 'Reboot',
  on: 'resource',
  destructive: true,
  input: z.strictObject({}),

  async now(target) {
    return { values: {}, sentence: `${idOf(target)} can be rebooted` };
  },

  async effect(target, _input, { aws }) {
    const id = idOf(target);
    const instance = await describeNow(id, aws);
    return {
      sentence: `Restarts 1 instance, ${id}: its connections break, and ${await interruption(
        id,
        instance.DBClusterIdentifier,
        aws,
      )} until it is available again`,
      destructive: true,
    };
  },

  async run(target, _input, context) {
    const id = idOf(target);
    const { aws } = context;
    const { DBInstance } = await aws.call('rds:RebootDBInstance', () =>
      aws
        .client(RDSClient)
        .send(new RebootDBInstanceCommand({ DBInstanceIdentifier: id })),
    );
    let state = DBInstance?.DBInstanceStatus;
    let left = state !== 'available';
    return followUntil(context, GIVE_UP_MINUTES, async () => {
      state = (await describeNow(id, aws)).DBInstanceStatus;
      left ||= state !== 'available';
      return left && state === 'available'
        ? { done: `${id} is available again` }
        : { now: `RDS says ${state}` };
    });
  },
});

function idOf(target: OperationTarget): string {
  if (target.kind !== 'resource') {
    throw new TypeError('Only a database instance can be rebooted');
  }
  return target.resource.id;
}

async function describeNow(id: string, aws: AwsHandle) {
  const [instance] = await describeInstancesNow('db-instance-id', id, aws);
  if (!instance) throw new Error(`AWS knows no database instance ${id}`);
  return instance;
}

/** What stands still meanwhile. */
async function interruption(
  id: string,
  clusterId: string | undefined,
  aws: AwsHandle,
): Promise<string> {
  if (clusterId === undefined) return 'the database is away';
  const { DBClusterMembers = [] } = await describeClusterNow(clusterId, aws);
  const writer = DBClusterMembers.find(member => member.IsClusterWriter);
  const readers = DBClusterMembers.length - (writer ? 1 : 0);
  return writer?.DBInstanceIdentifier === id
    ? 'nothing can be written'
    : `${readers - 1} of ${readers} readers answer`;
}
