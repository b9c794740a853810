import { InstanceFile } from './file';

/** Folder of the logs that the CloudWatch agent ships. */
export const LOG_FOLDER = '/var/log/dagger';
/** What the engine itself writes. */
export const ENGINE_TEXT = `${LOG_FOLDER}/engine.txt`;
/** The same as JSON, a line each. */
export const ENGINE_LOG = `${LOG_FOLDER}/engine.log`;
export const STUNNEL_LOG = `${LOG_FOLDER}/stunnel.log`;

export const logRotation: InstanceFile = {
  path: '/etc/logrotate.d/dagger',
  content: `
${LOG_FOLDER}/*.log ${LOG_FOLDER}/*.txt {
  size 100M
  rotate 3
  compress
  copytruncate
  missingok
}
`,
};
