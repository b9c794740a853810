import type { DBProxy } from '@aws-sdk/client-rds';
import type { Connection } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import { bastionOf } from '../connections/bastion';
import { postgresSteps } from '../connections/postgresSteps';
import { tunnelFacts, tunnelStep } from '../connections/tunnel';
import { factsOf } from '../condition';
import { describeClusters } from './describeDatabases';
import { describeProxyTargets } from './describeProxies';

const PORTS: Record<string, number> = {
  POSTGRESQL: 5432,
  MYSQL: 3306,
  SQLSERVER: 1433,
};
const DEFAULT_DATABASE = 'postgres';

/** The way to the databases behind proxies, through the stack's bastion; none without one. */
export async function proxyConnections(
  proxies: DBProxy[],
  context: SourceContext,
): Promise<Connection[]> {
  const bastion = await bastionOf(context);
  if (!bastion) return [];
  const { region } = context.stack;
  return Promise.all(
    proxies.map(async proxy => {
      const name = proxy.DBProxyName ?? '';
      const family = proxy.EngineFamily ?? '';
      const destination = {
        host: proxy.Endpoint ?? '',
        port: PORTS[family] ?? PORTS.POSTGRESQL,
      };
      const iam = (proxy.Auth ?? []).some(
        ({ IAMAuth }) => IAMAuth && IAMAuth !== 'DISABLED',
      );
      return {
        id: `db-proxy/${name}`,
        title: `Database through proxy ${shortName(name, context.stack)}`,
        description:
          'The proxy has no public address: a tunnel of Session Manager leads to it through an instance of the stack.',
        steps: [
          tunnelStep(region, bastion, destination),
          ...(family === 'POSTGRESQL'
            ? postgresSteps({
                region,
                destination,
                database: await databaseOf(name, context),
                iam,
                authority: 'system',
              })
            : []),
        ],
        facts: [
          ...tunnelFacts(bastion, destination),
          ...factsOf([['Secrets of users', secretsOf(proxy, context)]]),
        ],
      };
    }),
  );
}

/** The database that the cluster behind the proxy was made with. */
async function databaseOf(
  proxy: string,
  { aws }: SourceContext,
): Promise<string> {
  const targets = await describeProxyTargets(proxy, aws);
  const ids = targets
    .filter(({ Type }) => Type === 'TRACKED_CLUSTER')
    .flatMap(({ RdsResourceId }) => RdsResourceId ?? []);
  if (ids.length === 0) return DEFAULT_DATABASE;
  const [cluster] = await describeClusters(ids, aws);
  return cluster?.DatabaseName ?? DEFAULT_DATABASE;
}

/** Names only: Secrets Manager adds a dash and six characters to them in ARNs. */
function secretsOf({ Auth = [] }: DBProxy, { stack }: SourceContext): string {
  return Auth.flatMap(({ SecretArn }) => SecretArn ?? [])
    .map(arn => arn.slice(arn.lastIndexOf(':') + 1).replace(/-\w{6}$/, ''))
    .map(name => shortName(name, stack))
    .join(', ');
}
