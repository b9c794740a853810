import { UserData } from 'aws-cdk-lib/aws-ec2';
import { EnginePoolConfig } from '../schema';
import { mountCacheVolume } from './instance/cacheVolume';
import { certificateFiles, certificateSettings } from './instance/certificate';
import { engineConfig, engineUnit } from './instance/engine';
import { writeFile } from './instance/file';
import { healthAgent, healthUnit } from './instance/health';
import { LOG_FOLDER, logRotation } from './instance/logFiles';
import { agentConfig, sessionsMetric, startAgent } from './instance/metrics';
import { stunnelConfig, stunnelUnit } from './instance/stunnel';

export interface InstanceSettings {
  config: EnginePoolConfig;
  region: string;
  partition: string;
  logGroupName: string;
  /** DNS name of the load balancer, for the server certificate. */
  endpointName: string;
}

/** What an instance runs at its first start, by cloud-init. */
export function userData(settings: InstanceSettings): UserData {
  return UserData.custom(bootScript(settings));
}

/**
 * The shell script that makes an Amazon Linux 2023 instance an engine. EC2 takes
 * 16,384 bytes. Health and logs come first, so that a failing start is seen.
 */
export function bootScript(settings: InstanceSettings): string {
  const { config, region } = settings;
  const { mtls } = config.endpoint;
  const files = [
    engineConfig(config.engine),
    engineUnit(config.engine.version, config.network.engineCidr),
    stunnelConfig(mtls.allowedClientArns.length > 0),
    stunnelUnit,
    certificateSettings({ ...settings, ...mtls }),
    ...certificateFiles,
    healthAgent,
    healthUnit,
    agentConfig(settings.logGroupName),
    ...sessionsMetric(region),
    logRotation,
  ];
  return [
    '#!/bin/bash',
    'set -euxo pipefail',
    `mkdir -p ${LOG_FOLDER}`,
    ...files.map(writeFile),
    'systemctl daemon-reload',
    'systemctl enable --now dagger-health.service',
    'dnf install -y amazon-cloudwatch-agent docker stunnel',
    startAgent,
    mountCacheVolume,
    'systemctl enable --now docker.service dagger-engine.service dagger-tls.service dagger-certificate.timer dagger-sessions.timer',
    // The terminator is restarted until its certificate is there.
    'systemctl start --no-block dagger-certificate.service',
    '',
  ].join('\n');
}
