import { EnginePoolConfig } from '../schema';
import { cacheMount } from './instance/cache';
import { certificateFiles } from './instance/certificate';
import { drainFiles } from './instance/drain';
import { writeFile } from './instance/file';
import { logRotation } from './instance/logFiles';
import { sessionsMetric } from './instance/metrics';
import { structuredLog } from './instance/structuredLog';
import { stunnelUnit } from './instance/stunnel';
import { telemetryFiles } from './instance/telemetry';

/**
 * The shell script that writes the programs of an instance and the units that run them:
 * what does not fit into user data, and holds nothing that only the deployment knows.
 */
export function programs({
  config,
  service,
}: {
  config: EnginePoolConfig;
  service: string;
}): string {
  const { otlpEndpoint } = config.observability;
  const files = [
    stunnelUnit,
    ...certificateFiles,
    ...sessionsMetric,
    ...structuredLog(service),
    ...drainFiles,
    logRotation,
    ...cacheMount(config).files,
    ...(otlpEndpoint
      ? telemetryFiles(otlpEndpoint, { 'service.name': service })
      : []),
  ];
  return ['#!/bin/bash', 'set -euo pipefail', ...files.map(writeFile), ''].join(
    '\n',
  );
}
