import { AWS_SETTINGS } from './awsSettings';
import { InstanceFile } from './file';

const FOLDER = '/etc/enginehouse/tls';

/** The server's certificate, then its chain. */
export const SERVER_CERTIFICATE = `${FOLDER}/server.pem`;
export const SERVER_KEY = `${FOLDER}/server.key`;
/** Certificates a client must descend from, and those it must be one of. */
export const TRUST = `${FOLDER}/trust.pem`;

const PROGRAM = '/usr/local/sbin/enginehouse-certificate';
const DAY = 24 * 60 * 60;

/** ACM Private CA's template for servers (AWS: "Understanding certificate templates"). */
export function serverTemplateArn(partition: string): string {
  return `arn:${partition}:acm-pca:::template/EndEntityServerAuthCertificate/V1`;
}

/** Settings the program reads. */
export function certificateSettings(settings: {
  partition: string;
  acmPcaArn: string;
  allowedClientArns: string[];
  /** Names clients know the endpoint by. */
  endpointNames: string[];
}): InstanceFile {
  return {
    path: '/etc/enginehouse/certificate.env',
    content: `
CA=${settings.acmPcaArn}
TEMPLATE=${serverTemplateArn(settings.partition)}
CLIENTS="${settings.allowedClientArns.join(' ')}"
NAMES="${settings.endpointNames.join(' ')}"
`,
  };
}

/**
 * Gets the server certificate from the private CA when there is none or it ends within
 * ten days, and what clients are trusted by; the terminator then reads both again, the
 * engine goes on running.
 */
const certificateProgram: InstanceFile = {
  path: PROGRAM,
  program: true,
  content: `
#!/bin/bash
set -euo pipefail
umask 077
set -a; . /etc/enginehouse/certificate.env; set +a
mkdir -p ${FOLDER}
new=$(mktemp -d ${FOLDER}/new.XXXXXX)
trap 'rm -rf "$new"' EXIT
pca() { aws acm-pca "$1" --certificate-authority-arn "$CA" --output text "\${@:2}" | sed '/^None$/d'; }

for part in Certificate CertificateChain; do
  pca get-certificate-authority-certificate --query "$part"
done > "$new/trust.pem"
for arn in $CLIENTS; do
  aws acm get-certificate --certificate-arn "$arn" --query Certificate --output text
done >> "$new/trust.pem"
mv "$new/trust.pem" ${TRUST}

if ! openssl x509 -in ${SERVER_CERTIFICATE} -noout -checkend ${
    10 * DAY
  } 2>/dev/null; then
  metadata=http://169.254.169.254/latest
  token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' $metadata/api/token)
  own=$(curl -sf -H "X-aws-ec2-metadata-token: $token" $metadata/meta-data/local-hostname)
  # The name is in the SAN alone: a common name ends at 64 characters.
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \\
    -keyout "$new/server.key" -out "$new/server.csr" -subj /CN=dagger-engine \\
    -addext "subjectAltName=$(printf 'DNS:%s,' $NAMES)DNS:$own"
  algorithm=$(pca describe-certificate-authority \\
    --query CertificateAuthority.CertificateAuthorityConfiguration.SigningAlgorithm)
  arn=$(pca issue-certificate --csr "fileb://$new/server.csr" --template-arn "$TEMPLATE" \\
    --signing-algorithm "$algorithm" --validity Value=30,Type=DAYS --query CertificateArn)
  aws acm-pca wait certificate-issued --certificate-authority-arn "$CA" --certificate-arn "$arn"
  for part in Certificate CertificateChain; do
    pca get-certificate --certificate-arn "$arn" --query "$part"
  done > "$new/server.pem"
  mv "$new/server.key" ${SERVER_KEY}
  mv "$new/server.pem" ${SERVER_CERTIFICATE}
fi
systemctl try-reload-or-restart dagger-tls.service
`,
};

/**
 * The program, and what runs it: once a day, not on all instances at the same moment, and
 * again when it failed (which the systemd of RHEL 8 does not do for Type=oneshot).
 */
export const certificateFiles: InstanceFile[] = [
  certificateProgram,
  {
    path: '/etc/systemd/system/dagger-certificate.service',
    content: `
[Unit]
Description=Certificates of the mTLS terminator
[Service]
RuntimeMaxSec=600
EnvironmentFile=${AWS_SETTINGS}
ExecStart=${PROGRAM}
Restart=on-failure
RestartSec=60
`,
  },
  {
    path: '/etc/systemd/system/dagger-certificate.timer',
    content: `
[Unit]
Description=Renew the certificates of the mTLS terminator
[Timer]
OnCalendar=daily
RandomizedDelaySec=6h
[Install]
WantedBy=timers.target
`,
  },
];
