import { InstanceFile } from './file';
import { ENGINE_LOG, LOG_FOLDER } from './logFiles';

const CONFIG_PATH = '/etc/enginehouse/otel.yaml';

/** The OpenTelemetry collector with the receivers for hosts and files. */
const COLLECTOR =
  'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.117.0';

/**
 * Sends what there is to a collector of the user's by OTLP. The engine itself exports
 * nothing, whatever OTEL_* says: its Prometheus metrics, the host's and its log are read
 * from outside.
 */
export function telemetryFiles(
  endpoint: string,
  attributes: Record<string, string>,
): InstanceFile[] {
  const config = {
    receivers: {
      prometheus: {
        config: {
          scrape_configs: [
            {
              job_name: 'dagger-engine',
              scrape_interval: '30s',
              static_configs: [{ targets: ['127.0.0.1:9090'] }],
            },
          ],
        },
      },
      hostmetrics: {
        collection_interval: '30s',
        root_path: '/host',
        scrapers: {
          cpu: {},
          memory: {},
          disk: {},
          filesystem: {},
          network: {},
        },
      },
      filelog: {
        include: [ENGINE_LOG],
        start_at: 'end',
        // Level and correlation id as fields of the record, not as text in it.
        operators: [
          {
            type: 'json_parser',
            severity: { parse_from: 'attributes.level' },
          },
        ],
      },
    },
    processors: {
      resourcedetection: { detectors: ['ec2'] },
      resource: {
        attributes: Object.entries(attributes).map(([key, value]) => ({
          key,
          value,
          action: 'upsert',
        })),
      },
      batch: {},
    },
    // Else the collector would put a file or a variable of the host in place of ${…}.
    exporters: { otlphttp: { endpoint: endpoint.replaceAll('$', '$$$$') } },
    service: {
      pipelines: {
        metrics: pipeline(['prometheus', 'hostmetrics']),
        logs: pipeline(['filelog']),
      },
    },
  };
  return [
    { path: CONFIG_PATH, content: JSON.stringify(config) },
    {
      path: '/etc/systemd/system/dagger-telemetry.service',
      content: `
[Unit]
Description=Telemetry of the Dagger engine by OTLP
After=docker.service network-online.target
[Service]
ExecStartPre=-/usr/bin/docker rm -f dagger-telemetry
ExecStart=/usr/bin/docker run --name dagger-telemetry --network host --user 0 --read-only --security-opt label=disable \\
  -v ${CONFIG_PATH}:/etc/otel.yaml:ro -v ${LOG_FOLDER}:${LOG_FOLDER}:ro -v /:/host:ro \\
  ${COLLECTOR} --config /etc/otel.yaml
ExecStop=/usr/bin/docker stop dagger-telemetry
Restart=always
RestartSec=30
[Install]
WantedBy=multi-user.target
`,
    },
  ];
}

function pipeline(receivers: string[]) {
  return {
    receivers,
    processors: ['resourcedetection', 'resource', 'batch'],
    exporters: ['otlphttp'],
  };
}
