/** Programs an instance needs, and the package that brings each. */
const PROGRAMS = {
  aws: 'awscli',
  docker: 'docker',
  stunnel: 'stunnel',
  '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl':
    'amazon-cloudwatch-agent',
  python3: 'python3',
  logrotate: 'logrotate',
  'mkfs.xfs': 'xfsprogs',
};

/** What each package is called on Debian's side. */
const APT: Record<string, string> = {
  docker: 'docker.io',
  stunnel: 'stunnel4',
};

/**
 * Shell lines that install what the image does not bring, and nothing else: hardened images
 * are often closed for installs. Then it must be there, and the first start says what is not.
 *
 * @param further - programs beside those every instance needs, and the package of each
 */
export function installMissing(further: Record<string, string>): string {
  const apt = Object.entries(APT)
    .map(([name, other]) => `s/^${name}$/${other}/`)
    .join(';');
  const asked = Object.entries({ ...PROGRAMS, ...further })
    .map(
      ([program, name]) =>
        `command -v ${program} >/dev/null || need+=(${name})`,
    )
    .join('\n');
  return `
need=()
${asked}
if [ \${#need[@]} -gt 0 ]; then
  if command -v dnf >/dev/null; then dnf install -y "\${need[@]}"
  else
    apt-get update
    apt-get -o DPkg::Lock::Timeout=300 install -y $(printf '%s\\n' "\${need[@]}" | sed '${apt}')
  fi
fi
`.trim();
}
