/** Where an engine keeps its state. A file system of its own: its GC looks at the whole disk. */
export const CACHE_FOLDER = '/var/lib/dagger';
