/**
 * Makes one file system of the disks of the instance. They outlive a reboot and not a stop,
 * after which Auto Scaling replaces the instance anyway.
 */
export const joinLocalDisks = `
disks=$(lsblk -dpno NAME,MODEL | awk '/Instance Storage/ { print $1 }')
[ -n "$disks" ] || { echo 'This instance has no disks of its own' >&2; exit 1; }
device=$disks
if [ "$(wc -w <<< "$disks")" -gt 1 ]; then
  device=/dev/md/dagger-cache
  mdadm --create "$device" --run --level=0 --raid-devices="$(wc -w <<< "$disks")" $disks
fi
mkfs.xfs -q -f -L dagger-cache "$device"
`.trim();
