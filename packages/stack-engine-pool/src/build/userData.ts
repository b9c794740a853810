import { FileAsset } from '@enginehouse/stack-kit/build';
import { EnginePoolConfig } from '../schema';
import {
  AWS_SETTINGS,
  agentSettings,
  awsSettings,
} from './instance/awsSettings';
import { cacheMount } from './instance/cache';
import { certificateSettings } from './instance/certificate';
import { drainSettings } from './instance/drain';
import { engineConfig, engineUnit } from './instance/engine';
import { engineImage } from './instance/engineImage';
import { writeFile } from './instance/file';
import { requireFips } from './instance/fips';
import { healthAgent, healthUnit } from './instance/health';
import { LOG_FOLDER } from './instance/logFiles';
import { agentConfig, startAgent } from './instance/metrics';
import { installMissing } from './instance/packages';
import { stunnelConfig } from './instance/stunnel';

export interface InstanceSettings {
  config: EnginePoolConfig;
  service: string;
  account: string;
  region: string;
  partition: string;
  /** Such as `amazonaws.com`. */
  domain: string;
  logGroupName: string;
  /** Names clients know the endpoint by, for the server certificate. */
  endpointNames: string[];
  targetGroupArn: string;
  /** Of the cache on EFS. */
  fileSystemId?: string;
  /** The script of `programs`. */
  programs: FileAsset;
}

/**
 * What an instance runs at its first start, by cloud-init: a shell script that makes it an
 * engine. EC2 takes 16,384 bytes, so the programs are fetched; health and logs come before
 * that, so that a failing start is seen.
 */
export function bootScript(settings: InstanceSettings): string {
  const { config, programs } = settings;
  const { mtls } = config.endpoint;
  const { otlpEndpoint } = config.observability;
  const cache = cacheMount(config, settings.fileSystemId);
  const files = [
    healthAgent,
    healthUnit,
    awsSettings({ region: settings.region, fips: config.fipsMode }),
    agentSettings,
    agentConfig(settings.logGroupName),
    engineConfig(config.engine),
    engineUnit({
      ...engineImage(settings),
      networkCidr: config.network.engineCidr,
    }),
    stunnelConfig({
      pinned: mtls.allowedClientArns.length > 0,
      fips: config.fipsMode,
    }),
    drainSettings({ ...settings, ...config.capacity }),
    certificateSettings({ ...settings, ...mtls }),
  ];
  const units = [
    'dagger-log.service',
    'dagger-engine.service',
    'dagger-drain.service',
    'dagger-tls.service',
    'dagger-certificate.timer',
    'dagger-sessions.timer',
    ...(otlpEndpoint ? ['dagger-telemetry.service'] : []),
  ];
  return [
    '#!/bin/bash',
    'set -euxo pipefail',
    `mkdir -p ${LOG_FOLDER}`,
    ...files.map(writeFile),
    'systemctl daemon-reload',
    'systemctl enable --now dagger-health.service',
    installMissing(cache.packages),
    startAgent,
    ...(config.fipsMode ? [requireFips] : []),
    `set -a; . ${AWS_SETTINGS}; set +a`,
    fetchPrograms(programs),
    cache.lines,
    // Podman in its place has no daemon.
    'if systemctl cat docker.service; then systemctl enable --now docker.service; fi',
    `systemctl enable --now ${units.join(' ')}`,
    // The terminator is restarted until its certificate is there.
    'systemctl start --no-block dagger-certificate.service',
    '',
  ].join('\n');
}

/** Runs the script of `programs` only if its bytes are those the plan was made with. */
function fetchPrograms({ bucketName, objectKey, sha256 }: FileAsset): string {
  const script = '/run/enginehouse-programs.sh';
  return [
    `aws s3 cp --only-show-errors s3://${bucketName}/${objectKey} ${script}`,
    `echo '${sha256}  ${script}' | sha256sum --check --quiet`,
    `bash ${script}`,
    'systemctl daemon-reload',
  ].join('\n');
}
