export interface Config {
  stacks?: {
    /** Packages whose definitions are offered, such as `@enginehouse/stack-engine-pool`. They are installed beside the backend. */
    definitions?: string[];
    /**
     * File with the prices that plans are estimated with, in place of the table that comes with the product and in its form: `prices/prices.json` of
     * `@enginehouse/stack-kit`. Relative to the folder the backend is started in. Read once, at start.
     */
    prices?: string;
    synthesis?: {
      /** How many worker processes synthesize at once; one less than the machine's cores, at most 4, by default. */
      workers?: number;
    };
  };
}
