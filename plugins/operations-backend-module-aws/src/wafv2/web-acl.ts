import type { WebACL } from '@aws-sdk/client-wafv2';
import type {
  Signal,
  SignalTable,
} from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type Resource,
  type Source,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import { factsOf, withUnit } from '../condition';
import { aclNameOf, describeWebAcl } from './describeWebAcl';
import { rulesOf } from './rules';
import { samplesTable } from './samplesTable';
import { aclCharts, countRequests, type AclCounts } from './webAclMetrics';

const TYPE = 'AWS::WAFv2::WebACL';

/** Web firewalls: their rules, and what they blocked. */
export const webAcl: Source = {
  resourceType: TYPE,
  title: 'Web firewall',
  words: { one: 'web firewall', many: 'web firewalls', healthy: 'active' },

  health: (resources, context) =>
    Promise.all(resources.map(resource => readSignal(resource, context))),

  async charts(resources, { aws, stack }) {
    const charts = await Promise.all(
      resources.map(async resource => {
        const name = aclNameOf(resource);
        return aclCharts(await describeWebAcl(name, aws), name, stack.region);
      }),
    );
    return charts.flat();
  },
};

async function readSignal(
  resource: Resource,
  context: SourceContext,
): Promise<Signal> {
  const name = aclNameOf(resource);
  const acl = await describeWebAcl(name, context.aws);
  const counts = await countRequests(acl, name, context);
  const rules = rulesOf(acl).length;
  return {
    key: `web-acl/${resource.logicalId}`,
    title: `Web firewall ${shortName(name.name, context.stack)}`,
    status: 'healthy',
    sentence: `${rules} ${rules === 1 ? 'rule' : 'rules'}; blocked ${inRelation(
      counts,
    )} in the last hour`,
    resourceType: TYPE,
    resourceId: resource.id,
    facts: factsOf([
      ['Name', acl.Name, 'id'],
      ['Without a match', Object.keys(acl.DefaultAction ?? {})[0]],
      ['Capacity used', withUnit(acl.Capacity, 'WCU')],
    ]),
    tables: [
      rulesTable(acl, counts),
      ...(await samplesTable(acl, name.scope, counts, context.aws)),
    ],
  };
}

/** No points say nothing about requests: CloudWatch has none while there are none. */
function inRelation({ blocked, allowed }: AclCounts): string {
  const all = blocked + allowed;
  return `${blocked} of ${all} ${all === 1 ? 'request' : 'requests'}`;
}

function rulesTable(acl: WebACL, { matched }: AclCounts): SignalTable {
  const rules = rulesOf(acl);
  return {
    title: rules.length === 1 ? '1 rule' : `${rules.length} rules`,
    columns: [
      { title: 'Rule' },
      { title: 'Action' },
      { title: 'Matched in the last hour', kind: 'number' },
      { title: 'Metric', kind: 'id' },
    ],
    rows: rules.map(rule => ({
      key: rule.name,
      cells: [
        { text: rule.name },
        { text: rule.action },
        { text: String(matched.get(rule.name) ?? 0) },
        { text: rule.metric },
      ],
    })),
  };
}
