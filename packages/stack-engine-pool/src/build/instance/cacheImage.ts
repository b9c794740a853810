import { CACHE_FOLDER } from './cacheFolder';
import { InstanceFile } from './file';

const SHARE = '/mnt/dagger-cache';
const PROGRAM = '/usr/local/sbin/enginehouse-cache';

/** Mounts the shared file system, encrypted on the way and as the instance's role. */
export function mountShare(fileSystemId: string): string {
  return `
mkdir -p ${SHARE}
echo '${fileSystemId}:/ ${SHARE} efs _netdev,tls,iam,noresvport 0 0' >> /etc/fstab
mount ${SHARE}
`.trim();
}

const EFS_CLIENT = '/etc/amazon/efs/efs-utils.conf';

/** Has the EFS client encrypt by validated cryptography, which the kernel's mode alone does not (AWS: "Enabling FIPS mode" of EFS). */
export const requireEfsFips = `
sed -i 's/^#* *fips_mode_enabled *=.*/fips_mode_enabled = true/' ${EFS_CLIENT}
grep -q '^fips_mode_enabled = true$' ${EFS_CLIENT} || { echo 'fipsMode: the EFS client of this image has no FIPS mode' >&2; exit 1; }
`.trim();

/** Waits until the engine's cache is mounted. */
export const mountCacheImage = 'systemctl enable --now dagger-cache.service';

/**
 * An engine cannot keep its state on NFS (overlayfs refuses it), and two engines cannot
 * share one. So each engine has a file with an XFS file system of its own, taken by a
 * lock that ends with its holder: another host then finds it free.
 */
export function cacheImageFiles({
  gib,
  handOver,
}: {
  /** Bound of an image; the file is sparse. */
  gib: number;
  /** Whether an image outlives its engine. */
  handOver: boolean;
}): InstanceFile[] {
  return [
    {
      path: PROGRAM,
      program: true,
      content: `
#!/bin/bash
set -euo pipefail
share=\${CACHE_SHARE:-${SHARE}}
for n in $(seq 1 999); do
  image=$share/cache-$n.xfs
  exec 9>>"$image"
  # A holder that ends may have deleted the file meanwhile.
  flock -n 9 && [ "$image" -ef /proc/self/fd/9 ] && break
  [ "$n" -lt 999 ] || { echo "every cache image in $share is taken" >&2; exit 1; }
done
finish() {
  umount ${CACHE_FOLDER} || true
  ${handOver ? ':' : 'rm -f "$image"'}
}
trap finish EXIT
trap 'exit 0' TERM
if [ ! -s "$image" ]; then
  truncate -s ${gib}G "$image"
  mkfs.xfs -q "$image"
fi
mkdir -p ${CACHE_FOLDER}
mount -o loop,noatime "$image" ${CACHE_FOLDER}
echo "cache is $image"
systemd-notify --ready
# Holds on until it is told to stop, without a child that could outlive it.
exec 8<> <(:)
read -r -u 8
`,
    },
    {
      path: '/etc/systemd/system/dagger-cache.service',
      content: `
[Unit]
Description=Cache image of the Dagger engine
RequiresMountsFor=${SHARE}
Before=dagger-engine.service
[Service]
Type=notify
NotifyAccess=all
ExecStart=${PROGRAM}
[Install]
RequiredBy=dagger-engine.service
`,
    },
  ];
}
