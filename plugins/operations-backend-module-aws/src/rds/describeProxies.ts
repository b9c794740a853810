import {
  DescribeDBProxiesCommand,
  paginateDescribeDBProxyTargets,
  RDSClient,
  type DBProxy,
  type DBProxyTarget,
} from '@aws-sdk/client-rds';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 5_000;

/** One proxy as RDS sees it now, shared for some seconds. @throws when AWS does not know it */
export function describeProxy(name: string, aws: AwsHandle): Promise<DBProxy> {
  const client = aws.client(RDSClient);
  return aws.read(
    {
      action: 'rds:DescribeDBProxies',
      key: `DescribeDBProxies ${name}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const { DBProxies: [proxy] = [] } = await client.send(
        new DescribeDBProxiesCommand({ DBProxyName: name }),
      );
      if (!proxy) throw new Error(`AWS knows no database proxy ${name}`);
      return proxy;
    },
  );
}

/** The databases behind one proxy, with the health the proxy sees; shared for some seconds. */
export function describeProxyTargets(
  name: string,
  aws: AwsHandle,
): Promise<DBProxyTarget[]> {
  const client = aws.client(RDSClient);
  return aws.read(
    {
      action: 'rds:DescribeDBProxyTargets',
      key: `DescribeDBProxyTargets ${name}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const targets: DBProxyTarget[] = [];
      for await (const page of paginateDescribeDBProxyTargets(
        { client },
        { DBProxyName: name },
      )) {
        targets.push(...(page.Targets ?? []));
      }
      return targets;
    },
  );
}
