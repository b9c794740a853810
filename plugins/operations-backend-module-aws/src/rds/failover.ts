import { FailoverDBClusterCommand, RDSClient } from '@aws-sdk/client-rds';
import { ConflictError } from '@backstage/errors';
import {
  defineOperation,
  type AwsHandle,
  type OperationTarget,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil } from '../followUntil';
import { membersOf, type Member } from './clusterUnit';
import { describeClusterNow, describeInstancesNow } from './describeDatabases';

const GIVE_UP_MINUTES = 10;
/** Amazon Aurora User Guide, High availability for Amazon Aurora. */
const HOW_LONG =
  'AWS documents less than 60 s, often less than 30 s, without reads and writes';

/** Promotes the first reader of an Aurora cluster to writer. */
export const failover = defineOperation({
  id: 'failover',
  title: 'Fail over',
  on: 'unit',
  destructive: true,
  input: z.strictObject({}),

  async offered(target) {
    return target.kind === 'unit' && readers(target).length > 0;
  },

  async now(target) {
    return {
      values: {},
      sentence: `${readers(target).length} of ${
        partsOf(target).length
      } instances are readers and could be promoted`,
    };
  },

  async effect(target, _input, { aws }) {
    const { writer, next } = await rolesOf(clusterOf(target), aws);
    return {
      sentence: `Promotes reader ${nameOf(next)}; writer ${nameOf(
        writer,
      )} becomes a reader, and open connections break. ${HOW_LONG}`,
      destructive: true,
    };
  },

  async run(target, _input, context) {
    const cluster = clusterOf(target);
    const { next } = await rolesOf(cluster, context.aws);
    const began = Date.now();
    await context.aws.call('rds:FailoverDBCluster', () =>
      context.aws.client(RDSClient).send(
        new FailoverDBClusterCommand({
          DBClusterIdentifier: cluster,
          TargetDBInstanceIdentifier: next.id,
        }),
      ),
    );
    return followUntil(context, GIVE_UP_MINUTES, async () => {
      const { Status, DBClusterMembers } = await describeClusterNow(
        cluster,
        context.aws,
      );
      const writer = DBClusterMembers?.find(member => member.IsClusterWriter);
      const writes = writer?.DBInstanceIdentifier === next.id;
      if (writes && Status === 'available') {
        const seconds = Math.round((Date.now() - began) / 1_000);
        return { done: `${next.id} is the writer, after ${seconds} s` };
      }
      return {
        now: writes
          ? `${next.id} is the writer; RDS says ${Status}`
          : `waiting until ${next.id} is promoted; RDS says ${Status}`,
      };
    });
  },
});

function partsOf(target: OperationTarget) {
  return target.kind === 'unit' ? target.unit.parts ?? [] : [];
}

function readers(target: OperationTarget) {
  return partsOf(target).filter(({ role }) => role === 'reader');
}

function clusterOf(target: OperationTarget): string {
  if (target.kind !== 'unit') {
    throw new TypeError('Only a database cluster can fail over');
  }
  return target.unit.resourceId;
}

/** @throws ConflictError when there is no reader to promote */
async function rolesOf(
  cluster: string,
  aws: AwsHandle,
): Promise<{ writer?: Member; next: Member }> {
  const [found, instances] = await Promise.all([
    describeClusterNow(cluster, aws),
    describeInstancesNow('db-cluster-id', cluster, aws),
  ]);
  const members = membersOf(found, instances);
  const next = members.find(
    ({ writer, condition }) => !writer && condition.status === 'healthy',
  );
  if (!next) {
    throw new ConflictError(
      `${cluster} has no reader that is available: there is nothing to promote`,
    );
  }
  return { writer: members.find(({ writer }) => writer), next };
}

function nameOf(member?: Member): string {
  if (!member) return 'none';
  const zone = member.instance?.AvailabilityZone;
  return zone ? `${member.id} in ${zone}` : member.id;
}
