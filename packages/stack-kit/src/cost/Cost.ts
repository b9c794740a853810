import { PriceUnit } from './PriceRecord';

/** US dollars per month. */
export interface Amount {
  usd: number;
  /** At the most capacity the template allows; left out when that is the same. */
  upTo?: number;
}

/** The price something was reckoned with. */
export interface UsedPrice {
  /** Service and key in the price table. */
  key: string;
  unit: PriceUnit;
  /** US dollars for one unit. */
  usd: number;
  /** Year and month of the source, when it says. */
  asOf?: string;
  source: string;
  /** Nobody has read the figure anywhere. */
  unverified?: boolean;
}

/** Where a charge comes from. */
export interface CostResource {
  logicalId: string;
  /** Construct path without the stack's name; the logical id, where it is not known. */
  path: string;
  /** CloudFormation type. */
  type: string;
}

/** What is charged for as long as it is there. */
export interface CostLine extends CostResource, Amount {
  /** What is charged, in words. */
  what: string;
  /** Units per month at the least capacity; hours count 730 to the month. */
  quantity: number;
  /** Units per month at the most capacity; left out when that is the same. */
  quantityUpTo?: number;
  price: UsedPrice;
}

/** What is charged by use, which a template does not tell. It is in no total. */
export interface UsageLine extends CostResource {
  what: string;
  /** Left out when the table has none: named, not free of charge. */
  price?: UsedPrice;
}

/** What is charged, but for which there is no figure. */
export interface Unpriced extends CostResource {
  reason: string;
}

/** Resources of a type that are not charged by themselves. */
export interface FreeResources {
  type: string;
  count: number;
  reason: string;
}

/** What a line was, and what it becomes. */
export interface CostChange extends CostResource {
  what: string;
  before?: Amount;
  after?: Amount;
}

/** The prices a cost was reckoned with. */
export interface UsedTable {
  /** Whether the users' own table stands in for the one that comes with the product. */
  replaced: boolean;
  /** Oldest and newest month of the prices used that say theirs. */
  from?: string;
  to?: string;
  /** How many of the prices used say no month. */
  undated: number;
  /** How many of the prices used nobody has read anywhere. */
  unverified: number;
  /** Where the prices used were read, sorted. */
  sources: string[];
}

/** An estimate of what a stack costs per month, on demand and before tax. */
export interface Cost {
  currency: 'USD';
  region: string;
  /** US dollars per month at the least capacity, without what is charged by use. */
  monthly: number;
  /** The same at the most capacity; left out when it is the same. */
  upTo?: number;
  /** Something has no price, so that the stack costs more than `monthly`. */
  atLeast: boolean;
  /** `monthly` and `upTo` of the deployed stack, by the same prices. */
  before?: number;
  beforeUpTo?: number;
  /** Something deployed has no price: the stack costs more than `before`, and `delta` leaves that out. */
  beforeAtLeast?: boolean;
  /** `monthly` less `before`. */
  delta?: number;
  /** Lines that differ from those of the deployed stack, the largest difference first. */
  changes: CostChange[];
  lines: CostLine[];
  usage: UsageLine[];
  unpriced: Unpriced[];
  free: FreeResources[];
  assumptions: string[];
  table: UsedTable;
}
