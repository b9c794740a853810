import type { Config } from '@backstage/config';
import { readPrices, type PriceTable } from '@enginehouse/stack-kit';

const PATH = 'stacks.prices';

/**
 * The price table named by `stacks.prices`, or the one that comes with the product.
 *
 * @throws Error naming the configuration's path, the file and each record that is wrong.
 */
export function pricesFromConfig(config: Config): PriceTable {
  const file = config.getOptionalString(PATH);
  try {
    return readPrices(file);
  } catch (error) {
    throw new Error(
      `Configuration refused:\n${PATH}: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}
