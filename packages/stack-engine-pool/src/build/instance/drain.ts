import { AWS_SETTINGS } from './awsSettings';
import { InstanceFile } from './file';

const FOLDER = '/run/enginehouse';

/** While it is there, the engine takes no new work, and the health agent says so. */
export const DRAINING = `${FOLDER}/draining`;

/** Name of the lifecycle hook that an instance lets go by itself. */
export const DRAIN_HOOK = 'drain';

/** Seconds after which Auto Scaling goes on when an instance says nothing any more. */
export const HEARTBEAT_SECONDS = 900;

/** What the program reads. */
export function drainSettings(settings: {
  targetGroupArn: string;
  drainMinutes: number;
}): InstanceFile {
  return {
    path: '/etc/enginehouse/drain.env',
    content: `
TARGETS=${settings.targetGroupArn}
SECONDS_LEFT=${settings.drainMinutes * 60}
`,
  };
}

/**
 * Lets the sessions of an instance end before Auto Scaling ends the instance: SIGTERM alone
 * would cancel them. Nothing new is sent here, then what runs may finish, then the engine
 * persists its cache.
 */
export const drainFiles: InstanceFile[] = [
  {
    path: '/usr/local/sbin/enginehouse-drain',
    program: true,
    content: String.raw`
#!/bin/bash
set -euo pipefail
set -a; . /etc/enginehouse/drain.env; set +a
metadata=http://169.254.169.254/latest
ask() {
  local token
  token=$(curl -sf -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' $metadata/api/token)
  curl -sf -m 5 -H "X-aws-ec2-metadata-token: $token" "$metadata/meta-data/$1"
}
sessions() {
  curl -sf -m 5 http://127.0.0.1:9090/metrics | awk '$1 == "dagger_connected_clients" { print int($2) }'
}
mkdir -p ${FOLDER}
id=$(ask instance-id)
until [ "$(ask autoscaling/target-lifecycle-state || true)" = Terminated ]; do sleep 5; done

touch ${DRAINING}
group=$(aws ec2 describe-tags --output text --query 'Tags[0].Value' \
  --filters "Name=resource-id,Values=$id" Name=key,Values=aws:autoscaling:groupName)
hook=(--lifecycle-hook-name ${DRAIN_HOOK} --auto-scaling-group-name "$group" --instance-id "$id")
aws elbv2 deregister-targets --target-group-arn "$TARGETS" --targets "Id=$id"
ends=$((SECONDS + SECONDS_LEFT))
silent=0
while [ "$SECONDS" -lt "$ends" ]; do
  running=$(sessions || true)
  # One answer that is missing says nothing; an engine that is silent for a minute serves nobody.
  if [ -z "$running" ]; then silent=$((silent + 1)); running=unknown; else silent=0; fi
  [ "$running" != 0 ] && [ "$silent" -lt 5 ] || break
  echo "draining: $running sessions, $((ends - SECONDS)) s left"
  aws autoscaling record-lifecycle-action-heartbeat "${'$'}{hook[@]}"
  sleep 15
done
echo "stopping the engine with ${'$'}{running:-unknown} sessions"
# Stopping may take as long as the cache needs; another heartbeat covers it.
aws autoscaling record-lifecycle-action-heartbeat "${'$'}{hook[@]}"
systemctl stop dagger-engine.service
systemctl stop dagger-cache.service || true
aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE "${'$'}{hook[@]}"
`,
  },
  {
    path: '/etc/systemd/system/dagger-drain.service',
    content: `
[Unit]
Description=Let sessions end before the instance does
After=network-online.target
[Service]
EnvironmentFile=${AWS_SETTINGS}
ExecStart=/usr/local/sbin/enginehouse-drain
Restart=on-failure
RestartSec=5
[Install]
WantedBy=multi-user.target
`,
  },
];
