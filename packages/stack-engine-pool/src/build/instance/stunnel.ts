import { TLS_PORT } from '../ports';
import { InstanceFile } from './file';
import { LOG_FOLDER, STUNNEL_LOG } from './logFiles';
import { SERVER_CERTIFICATE, SERVER_KEY, TRUST } from './certificate';

const CONFIG_PATH = '/etc/enginehouse/stunnel.conf';

/**
 * The TLS terminator in front of the engine (its own TLS does not work with the stock
 * client). A client certificate is required; with `pinned` it must also be one of those
 * in the trust file.
 */
export function stunnelConfig({
  pinned,
  fips,
}: {
  pinned: boolean;
  fips: boolean;
}): InstanceFile {
  return {
    path: CONFIG_PATH,
    content: `
foreground = yes
pid =
output = ${STUNNEL_LOG}
debug = notice
${fips ? 'fips = yes\n' : ''}[engine]
accept = 0.0.0.0:${TLS_PORT}
connect = 127.0.0.1:1234
cert = ${SERVER_CERTIFICATE}
key = ${SERVER_KEY}
CAfile = ${TRUST}
requireCert = yes
verifyChain = yes
verifyPeer = ${pinned ? 'yes' : 'no'}
sslVersionMin = TLSv1.2
`,
  };
}

export const stunnelUnit: InstanceFile = {
  path: '/etc/systemd/system/dagger-tls.service',
  content: `
[Unit]
Description=mTLS terminator of the Dagger engine
After=network-online.target
Wants=network-online.target
[Service]
ExecStart=/usr/bin/stunnel ${CONFIG_PATH}
ExecReload=/bin/kill -HUP $MAINPID
Restart=always
RestartSec=5
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict
ReadWritePaths=${LOG_FOLDER}
[Install]
WantedBy=multi-user.target
`,
};
