/* eslint-disable no-new -- a construct belongs to its scope by being made */
import { Stack } from 'aws-cdk-lib';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { KtorChassisConfig } from '../schema';

const visibleAs = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const managed = (name: string, priority: number): CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
  overrideAction: { none: {} },
  visibilityConfig: visibleAs(name),
});

/**
 * What the load balancer does to a path before it compares it with its rules (AWS: path conditions): without it
 * /%61dmin/ and /x/../admin/ would reach the service and not be counted.
 */
const AS_ROUTED = ['URL_DECODE', 'NORMALIZE_PATH'].map((type, priority) => ({
  priority,
  type,
}));

const limitPerAddress = (limit: number): CfnWebACL.RuleProperty => ({
  name: 'AdminRequestsPerAddress',
  priority: 0,
  statement: {
    rateBasedStatement: {
      aggregateKeyType: 'IP',
      evaluationWindowSec: 300,
      limit,
      scopeDownStatement: {
        byteMatchStatement: {
          fieldToMatch: { uriPath: {} },
          positionalConstraint: 'STARTS_WITH',
          searchString: '/admin/',
          textTransformations: AS_ROUTED,
        },
      },
    },
  },
  action: { block: {} },
  visibilityConfig: visibleAs('AdminRequestsPerAddress'),
});

/** Inspects every request before it reaches a service: AWS's common and SQL injection rules, and a limit on /admin/. */
export function addFirewall(
  stack: Stack,
  { alb, config }: { alb: ApplicationLoadBalancer; config: KtorChassisConfig },
): CfnWebACL {
  const scope = new Construct(stack, 'Firewall');
  const acl = new CfnWebACL(scope, 'Acl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visibleAs('Firewall'),
    rules: [
      limitPerAddress(config.firewall.adminRequestsPer5Minutes),
      managed('AWSManagedRulesCommonRuleSet', 1),
      managed('AWSManagedRulesSQLiRuleSet', 2),
    ],
  });
  new CfnWebACLAssociation(scope, 'OfBalancer', {
    resourceArn: alb.loadBalancerArn,
    webAclArn: acl.attrArn,
  });
  return acl;
}
