import { defineBuild } from '@enginehouse/stack-kit/build';
import { lookupValueSchemas } from '@enginehouse/stack-kit';
import { flowLogGroupName, logGroupName, trailLogGroupName } from '../names';
import { EnginePoolConfig } from '../schema';
import { addAlarms } from './alarms';
import { addDashboard } from './dashboard';
import { addFlowLogs, addTrail } from './audit';
import { addEngines } from './compute';
import { encryptionKey } from './encryption';
import { addEndpoint } from './endpoint';
import { addLogs } from './logs';
import { addLogMetrics } from './logMetrics';
import { addMirror } from './mirror';
import { addNetwork } from './network';
import { capabilities } from './outputs';
import { addRole } from './role';
import { addSharedCache } from './sharedCache';
import { artifacts } from './storage';

/** The resources of a Dagger engine pool. */
export default defineBuild<EnginePoolConfig>((stack, config, input) => {
  const { service, lookups } = input;
  const { observability, featureFlags } = config;
  const network = addNetwork(stack, config.network, lookups);
  const logGroup = logGroupName(service);
  const kms = encryptionKey(stack, {
    existing: lookupValueSchemas['kms-key'].optional().parse(lookups.key),
    service,
    logGroupNames: [
      logGroup,
      flowLogGroupName(service),
      trailLogGroupName(service),
    ],
  });
  const bucket = artifacts(stack, {
    kms,
    existing: lookupValueSchemas.bucket.optional().parse(lookups.bucket),
  });
  const logs = addLogs(stack, { name: logGroup, kms, config });
  const endpoint = addEndpoint(stack, network, config.endpoint);
  const { targetGroupArn } = endpoint.targets;
  const role = addRole(stack, { config, kms, bucket, logs, targetGroupArn });
  if (featureFlags.ecrMirrorSecretArn) {
    const secretArn = featureFlags.ecrMirrorSecretArn;
    addMirror(stack, { service, secretArn, role });
  }
  const cache =
    config.storage.cache === 'EFS'
      ? addSharedCache(stack, { network, engines: endpoint.engines, role, kms })
      : undefined;
  const main = addEngines(stack, {
    config,
    input,
    network,
    endpoint,
    role,
    kms,
    logGroupName: logGroup,
    fileSystemId: cache?.fileSystemId,
  });
  // An engine mounts its cache while it starts.
  if (cache) main.node.addDependency(cache.mountTargetsAvailable);
  const retention = observability.logRetentionDays;
  if (observability.flowLogs) {
    addFlowLogs(stack, { service, vpc: network.vpc, kms, retention });
  }
  if (observability.cloudTrail) {
    addTrail(stack, { service, kms, artifacts: bucket, retention });
  }
  addLogMetrics(stack, logs);
  const names = {
    pool: main.autoScalingGroupName,
    targetGroup: endpoint.targets.targetGroupFullName,
    loadBalancer: endpoint.nlb.loadBalancerFullName,
    bucket: bucket.bucketName,
    logGroup,
    service,
    region: stack.region,
    artifactsQuotaBytes: String(config.storage.artifactsQuotaGiB * 1024 ** 3),
  };
  addAlarms(stack, { names, kms });
  addDashboard(stack, names);
  return {
    handles: { main, nlb: endpoint.nlb, kms, bucket, logs },
    capabilities: capabilities(stack, {
      endpoint,
      bucket,
      kms,
      logGroupName: logGroup,
      certificateAuthorityArn: config.endpoint.mtls.acmPcaArn,
    }),
  };
});
