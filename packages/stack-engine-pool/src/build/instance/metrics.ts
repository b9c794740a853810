import { AWS_SETTINGS } from './awsSettings';
import { CACHE_FOLDER } from './cacheFolder';
import { SERVER_CERTIFICATE } from './certificate';
import { InstanceFile } from './file';
import { ENGINE_LOG, STUNNEL_LOG } from './logFiles';

const AGENT_NAMESPACE = 'CWAgent';
export const ENGINE_NAMESPACE = 'Enginehouse/DaggerEngine';

/** CloudWatch namespaces an instance writes to. */
export const METRIC_NAMESPACES = [AGENT_NAMESPACE, ENGINE_NAMESPACE];

const AGENT_CONFIG = '/etc/enginehouse/cloudwatch-agent.json';

/** Shell line that starts the agent with its configuration. */
export const startAgent = `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${AGENT_CONFIG}`;

/** The CloudWatch agent: memory and cache disk as metrics, three log files as streams. */
export function agentConfig(logGroupName: string): InstanceFile {
  const stream = (name: string, file: string) => ({
    file_path: file,
    log_group_name: logGroupName,
    log_stream_name: `{instance_id}/${name}`,
  });
  const config = {
    agent: { metrics_collection_interval: 60 },
    metrics: {
      namespace: AGENT_NAMESPACE,
      append_dimensions: {
        // Filled in by the agent.
        /* eslint-disable no-template-curly-in-string */
        AutoScalingGroupName: '${aws:AutoScalingGroupName}',
        InstanceId: '${aws:InstanceId}',
        /* eslint-enable no-template-curly-in-string */
      },
      aggregation_dimensions: [['AutoScalingGroupName']],
      metrics_collected: {
        mem: { measurement: ['mem_used_percent'] },
        disk: {
          measurement: ['used_percent'],
          resources: [CACHE_FOLDER],
          drop_device: true,
        },
      },
    },
    logs: {
      logs_collected: {
        files: {
          collect_list: [
            stream('engine', ENGINE_LOG),
            stream('stunnel', STUNNEL_LOG),
            stream('boot', '/var/log/cloud-init-output.log'),
          ],
        },
      },
    },
  };
  return { path: AGENT_CONFIG, content: JSON.stringify(config) };
}

const PROGRAM = '/usr/local/sbin/enginehouse-sessions';

/**
 * Once a minute: sends the engine's count of connected clients to CloudWatch, for itself and
 * for the pool; protects an engine that has some; and sends how many days its certificate
 * has left.
 */
export const sessionsMetric: InstanceFile[] = [
  {
    path: PROGRAM,
    program: true,
    content: String.raw`
#!/bin/bash
set -euo pipefail
metadata=http://169.254.169.254/latest
token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' $metadata/api/token)
id=$(curl -sf -H "X-aws-ec2-metadata-token: $token" $metadata/meta-data/instance-id)
group=$(aws ec2 describe-tags --output text --query 'Tags[0].Value' \
  --filters "Name=resource-id,Values=$id" Name=key,Values=aws:autoscaling:groupName)
put() {
  aws cloudwatch put-metric-data --namespace ${ENGINE_NAMESPACE} --metric-name "$1" --unit "$2" --value "$3" --dimensions "$4"
}
sessions=$(curl -sf -m 5 http://127.0.0.1:9090/metrics | awk '$1 == "dagger_connected_clients" { print $2 }' || true)
if [ -n "$sessions" ]; then
  put dagger_connected_clients Count "$sessions" "InstanceId=$id,AutoScalingGroupName=$group"
  put dagger_connected_clients Count "$sessions" "AutoScalingGroupName=$group"
  # A busy engine is not one to end when the pool shrinks; one that does not answer keeps what it had.
  busy=$(awk '{ print ($1 > 0) }' <<< "$sessions")
  protected=--no-protected-from-scale-in
  [ "$busy" != 1 ] || protected=--protected-from-scale-in
  aws autoscaling set-instance-protection --instance-ids "$id" --auto-scaling-group-name "$group" $protected
fi
ends=$(openssl x509 -in ${SERVER_CERTIFICATE} -noout -enddate | cut -d= -f2)
put certificate_days_left Count $((($(date -d "$ends" +%s) - $(date +%s)) / 86400)) "AutoScalingGroupName=$group"
`,
  },
  {
    path: '/etc/systemd/system/dagger-sessions.service',
    content: `
[Unit]
Description=Sessions of the Dagger engine to CloudWatch
[Service]
Type=oneshot
# Else an engine that hangs would end the counting.
TimeoutStartSec=50
EnvironmentFile=${AWS_SETTINGS}
ExecStart=${PROGRAM}
`,
  },
  {
    path: '/etc/systemd/system/dagger-sessions.timer',
    content: `
[Unit]
Description=Count the sessions of the Dagger engine
[Timer]
OnCalendar=minutely
[Install]
WantedBy=timers.target
`,
  },
];
