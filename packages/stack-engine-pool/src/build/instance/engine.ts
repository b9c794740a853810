import { EnginePoolConfig } from '../../schema';
import { AWS_SETTINGS } from './awsSettings';
import { CACHE_FOLDER } from './cacheFolder';
import { InstanceFile } from './file';
import { ENGINE_TEXT } from './logFiles';

const CONFIG_PATH = '/etc/dagger/engine.json';

/** Podman, unlike Docker, makes no folder that is not there. */
const SOCKETS = '/run/dagger';

/** Seconds an engine has to persist its cache; one that is killed loses all of it. */
const STOP_SECONDS = 840;

/** Only keys the engine knows: an unknown one stops it from starting. */
export function engineConfig({
  logLevel,
}: EnginePoolConfig['engine']): InstanceFile {
  const config = {
    logLevel,
    gc: { enabled: true },
    // Else a client certificate amounts to root on the host.
    security: { insecureRootCapabilities: false },
  };
  return { path: CONFIG_PATH, content: JSON.stringify(config) };
}

/** The engine listens on the host's loopback only; the TLS terminator is the way in. */
export function engineUnit({
  image,
  signIn,
  networkCidr,
}: {
  /** Reference with its tag. */
  image: string;
  /** Shell command that signs in to the image's registry. */
  signIn?: string;
  networkCidr: string;
}): InstanceFile {
  const run = [
    '/usr/bin/docker run --name dagger-engine --privileged --log-driver none',
    `--stop-timeout ${STOP_SECONDS} -p 127.0.0.1:1234:1234 -p 127.0.0.1:9090:9090`,
    `-v ${CACHE_FOLDER}:${CACHE_FOLDER} -v ${SOCKETS}:${SOCKETS}`,
    `-v ${CONFIG_PATH}:${CONFIG_PATH}:ro`,
    '-e _EXPERIMENTAL_DAGGER_ENGINE_NAME=%H',
    '-e _EXPERIMENTAL_DAGGER_METRICS_ADDR=0.0.0.0:9090',
    image,
    `--addr tcp://0.0.0.0:1234 --network-cidr ${networkCidr}`,
  ];
  return {
    path: '/etc/systemd/system/dagger-engine.service',
    content: `
[Unit]
Description=Dagger engine
After=docker.service network-online.target
Wants=docker.service network-online.target
RequiresMountsFor=${CACHE_FOLDER}
[Service]
EnvironmentFile=${AWS_SETTINGS}
ExecStartPre=/usr/bin/mkdir -p ${SOCKETS}
ExecStartPre=-/usr/bin/docker rm -f dagger-engine
${signIn ? `ExecStartPre=/bin/bash -c '${signIn}'\n` : ''}ExecStart=${run.join(
      ' \\\n  ',
    )}
ExecStop=/usr/bin/docker stop -t ${STOP_SECONDS} dagger-engine
TimeoutStopSec=${STOP_SECONDS + 60}
Restart=always
RestartSec=5
StandardOutput=append:${ENGINE_TEXT}
StandardError=inherit
[Install]
WantedBy=multi-user.target
`,
  };
}
