/**
 * Stops the first start of a host whose kernel is not in FIPS mode: turning it on needs
 * another image, and going on would promise what the host does not keep.
 */
export const requireFips = `
[ "$(cat /proc/sys/crypto/fips_enabled)" = 1 ] || { echo 'fipsMode: the kernel of this image is not in FIPS mode' >&2; exit 1; }
`.trim();
