import { InstanceFile } from './file';

/** Folder of the logs that the CloudWatch agent ships. */
export const LOG_FOLDER = '/var/log/dagger';
export const ENGINE_LOG = `${LOG_FOLDER}/engine.log`;
export const STUNNEL_LOG = `${LOG_FOLDER}/stunnel.log`;

export const logRotation: InstanceFile = {
  path: '/etc/logrotate.d/dagger',
  content: `
${LOG_FOLDER}/*.log {
  size 100M
  rotate 3
  compress
  copytruncate
  missingok
}
`,
};
