import { EnginePoolConfig } from '../../schema';
import { CACHE_FOLDER } from './cacheFolder';
import { InstanceFile } from './file';
import { cacheImageFiles, mountCacheImage, mountShare } from './cacheImage';
import { joinLocalDisks } from './localDisks';

/** Device name under which the launch template attaches the cache volume. */
export const CACHE_DEVICE = '/dev/xvdb';

/** How the engine's cache is mounted. */
export interface CacheMount {
  /** Programs and units it needs. */
  files: InstanceFile[];
  /** Shell lines of the first start. */
  lines: string;
  /** Package that has to be there. */
  packages: string[];
}

/**
 * The cache of an engine, as the option `storage.cache` says.
 *
 * @param fileSystemId - of the cache on EFS; only `lines` need it
 */
export function cacheMount(
  { storage, featureFlags }: EnginePoolConfig,
  fileSystemId = '',
): CacheMount {
  switch (storage.cache) {
    case 'EBS':
      return {
        files: [],
        lines: [formatVolume, mountLabel].join('\n'),
        packages: [],
      };
    case 'DISK':
      return {
        files: [],
        lines: [joinLocalDisks, mountLabel].join('\n'),
        packages: ['mdadm'],
      };
    case 'EFS':
      return {
        files: cacheImageFiles({
          gib: storage.ebsGiB,
          handOver: featureFlags.sharedCacheEfs,
        }),
        lines: [mountShare(fileSystemId), mountCacheImage].join('\n'),
        packages: ['amazon-efs-utils'],
      };
    default:
      return storage.cache satisfies never;
  }
}

/** Formats a new cache volume. */
const formatVolume = `
udevadm settle
blkid ${CACHE_DEVICE} || mkfs.xfs -q -L dagger-cache ${CACHE_DEVICE}
`.trim();

const mountLabel = `
mkdir -p ${CACHE_FOLDER}
echo 'LABEL=dagger-cache ${CACHE_FOLDER} xfs defaults,noatime 0 2' >> /etc/fstab
mount ${CACHE_FOLDER}
`.trim();
