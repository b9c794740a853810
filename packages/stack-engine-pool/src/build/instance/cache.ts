import { EnginePoolConfig } from '../../schema';
import { CACHE_FOLDER } from './cacheFolder';
import { InstanceFile } from './file';
import {
  cacheImageFiles,
  mountCacheImage,
  mountShare,
  requireEfsFips,
} from './cacheImage';
import { joinLocalDisks } from './localDisks';

/** Device name under which the launch template attaches the cache volume. */
export const CACHE_DEVICE = '/dev/xvdb';

/** How the engine's cache is mounted. */
export interface CacheMount {
  /** Programs and units it needs. */
  files: InstanceFile[];
  /** Shell lines of the first start. */
  lines: string;
  /** Programs it needs, and the package that brings each. */
  packages: Record<string, string>;
}

/**
 * Formats a new cache volume. Not every image names a volume as it was attached, because
 * Nitro shows it as an NVMe disk: then it is the one that carries nothing yet.
 */
export const formatVolume = `
udevadm settle
device=${CACHE_DEVICE}
if [ ! -e "$device" ]; then
  empty=()
  for disk in $(lsblk -dpno NAME,MODEL | awk '/Elastic Block Store/ { print $1 }'); do
    [ "$(lsblk -no NAME "$disk" | wc -l)" -gt 1 ] || blkid "$disk" || empty+=("$disk")
  done
  [ \${#empty[@]} = 1 ] || { echo "cannot tell the cache volume among: \${empty[*]}" >&2; exit 1; }
  device=\${empty[0]}
fi
blkid "$device" || mkfs.xfs -q -L dagger-cache "$device"
`.trim();

const mountLabel = `
mkdir -p ${CACHE_FOLDER}
echo 'LABEL=dagger-cache ${CACHE_FOLDER} xfs defaults,noatime 0 2' >> /etc/fstab
mount ${CACHE_FOLDER}
`.trim();

/**
 * The cache of an engine, as the option `storage.cache` says.
 *
 * @param fileSystemId - of the cache on EFS; only `lines` need it
 */
export function cacheMount(
  { storage, featureFlags, fipsMode }: EnginePoolConfig,
  fileSystemId = '',
): CacheMount {
  switch (storage.cache) {
    case 'EBS':
      return {
        files: [],
        lines: [formatVolume, mountLabel].join('\n'),
        packages: {},
      };
    case 'DISK':
      return {
        files: [],
        lines: [joinLocalDisks, mountLabel].join('\n'),
        packages: { mdadm: 'mdadm' },
      };
    case 'EFS':
      return {
        files: cacheImageFiles({
          gib: storage.ebsGiB,
          handOver: featureFlags.sharedCacheEfs,
        }),
        lines: [
          ...(fipsMode ? [requireEfsFips] : []),
          mountShare(fileSystemId),
          mountCacheImage,
        ].join('\n'),
        packages: { 'mount.efs': 'amazon-efs-utils' },
      };
    default:
      return storage.cache satisfies never;
  }
}
