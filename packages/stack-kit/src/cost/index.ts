export type {
  Amount,
  Cost,
  CostChange,
  CostLine,
  CostResource,
  FreeResources,
  Unpriced,
  UsageLine,
  UsedPrice,
  UsedTable,
} from './Cost';
export { price } from './price';
export type { PriceOptions } from './price';
export type { PriceRecord, PriceUnit } from './PriceRecord';
export { PriceTable } from './PriceTable';
export { PricesError, readPrices } from './readPrices';
export type { PricedTemplate } from './StackView';
