/** Device name under which the launch template attaches the cache volume. */
export const CACHE_DEVICE = '/dev/xvdb';

/** Where an engine keeps its state. A volume of its own: its GC looks at the whole disk. */
export const CACHE_FOLDER = '/var/lib/dagger';

/** Shell lines that mount the cache volume, formatting a new one. */
export const mountCacheVolume = `
udevadm settle
blkid ${CACHE_DEVICE} || mkfs.xfs -q -L dagger-cache ${CACHE_DEVICE}
mkdir -p ${CACHE_FOLDER}
echo 'LABEL=dagger-cache ${CACHE_FOLDER} xfs defaults,noatime 0 2' >> /etc/fstab
mount ${CACHE_FOLDER}
`.trim();
