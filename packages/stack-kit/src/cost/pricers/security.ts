import { Charge, free, standing, unpriced, usage } from '../Charge';
import { listOf } from '../literals';
import { membersOf, Properties, propertiesOf } from '../StackView';
import { Pricer } from './Pricer';

export const kmsKey: Pricer = () => [
  standing(
    'Key',
    'kms/customer-managed-key',
    1,
    'A key counts once; its first rotations are charged on top.',
  ),
  usage('Requests to the key', 'kms/requests.symmetric'),
];

export const secret: Pricer = () => [
  standing('Secret', 'secrets-manager/secret'),
  usage('Reads of the secret', 'secrets-manager/api'),
];

export const webAcl: Pricer = function* webAcl({ properties }) {
  yield standing('Web ACL', 'wafv2/web-acl');
  const groups = listOf(properties, 'Rules').map(rule =>
    propertiesOf(
      propertiesOf(propertiesOf(rule).Statement).ManagedRuleGroupStatement,
    ),
  );
  const own = groups.filter(({ Name }) => Name === undefined).length;
  if (own > 0) yield standing('Rules of the web ACL', 'wafv2/rule', own);
  yield* managedGroups(groups.filter(({ Name }) => Name !== undefined));
  yield usage('Requests the web ACL inspects', 'wafv2/requests');
};

/** Groups that AWS sells at prices of their own (AWS: AWS WAF pricing). */
const SOLD_APART = /^AWSManagedRules(BotControl|ATP|ACFP|AntiDDoS)RuleSet$/;

function* managedGroups(groups: readonly Properties[]): Iterable<Charge> {
  const dear = groups.filter(
    ({ VendorName, Name }) =>
      VendorName !== 'AWS' || SOLD_APART.test(String(Name)),
  );
  for (const { Name } of dear) {
    yield unpriced(`Rule group ${Name} is sold at a price of its own.`);
  }
  const plain = groups.length - dear.length;
  if (plain > 0) {
    yield standing(
      'Managed rule groups of the web ACL',
      'wafv2/managed-rule-group',
      plain,
    );
  }
}

export const trail: Pricer = function* trail({ properties }) {
  yield usage(
    'Management events, where the account has another trail for them',
    'cloudtrail/management-events.additional-copy',
  );
  const selectors = [
    ...membersOf(properties.EventSelectors),
    ...membersOf(properties.AdvancedEventSelectors),
  ];
  if (selectors.length > 0) {
    yield usage('Data events', 'cloudtrail/data-events');
  }
};

export const ssmParameter: Pricer = ({ properties }) =>
  properties.Tier === 'Advanced'
    ? [standing('Advanced parameter', 'ssm/parameter.advanced')]
    : [free('A standard parameter carries no charge.')];
