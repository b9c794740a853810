export interface Config {
  gitHost?: {
    /**
     * Whether the portal hosts git repositories itself: for development and for trying things out, beside the local AWS. Default: false.
     */
    enabled?: boolean;
    /** Folder the repositories live in. Required when enabled. */
    directory?: string;
    /** The largest push that is taken, in MiB. Default: 100. */
    maxPushMiB?: number;
  };
}
