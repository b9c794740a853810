import { defineBuild } from '@enginehouse/stack-kit/build';
import { logGroupName } from '../names';
import { EnginePoolConfig } from '../schema';
import { addAlarms } from './alarms';
import { addEngines } from './compute';
import { addEndpoint } from './endpoint';
import { addKey } from './encryption';
import { addLogs } from './logs';
import { addNetwork } from './network';
import { capabilities } from './outputs';
import { addRole } from './role';
import { addArtifacts } from './storage';

/** The resources of a Dagger engine pool. */
export default defineBuild<EnginePoolConfig>((stack, config, input) => {
  const network = addNetwork(stack, config.network, input.lookups);
  const logGroup = logGroupName(input.service);
  const kms = addKey(stack, { service: input.service, logGroupName: logGroup });
  const bucket = addArtifacts(stack, kms);
  const logs = addLogs(stack, { name: logGroup, kms, config });
  const endpoint = addEndpoint(stack, network);
  const role = addRole(stack, { config, kms, bucket, logs });
  const main = addEngines(stack, {
    config,
    input,
    network,
    endpoint,
    role,
    kms,
    logGroupName: logGroup,
  });
  addAlarms(stack, { engines: main, endpoint, kms });
  return {
    handles: { main, nlb: endpoint.nlb, kms, bucket, logs },
    capabilities: capabilities(stack, {
      nlb: endpoint.nlb,
      bucket,
      kms,
      logGroupName: logGroup,
    }),
  };
});
