export interface Config {
  stacks?: {
    /** Packages whose definitions are offered, such as `@enginehouse/stack-engine-pool`. They are installed beside the backend. */
    definitions?: string[];
    synthesis?: {
      /** How many worker processes synthesize at once; one less than the machine's cores, at most 4, by default. */
      workers?: number;
    };
  };
}
