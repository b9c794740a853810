import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { InputError, Issue } from '../issues';
import { describeZod } from '../jsonSchema';
import { fromPointer, isRecord, toPointer, valueAt } from '../pointer';
import { issuesFromZod } from '../zodIssues';
import { PriceRecord, priceRecordSchema } from './PriceRecord';
import { idOf, PriceTable } from './PriceTable';

const fileSchema = z.array(priceRecordSchema).min(1);

/** A price table that cannot be used. */
export class PricesError extends InputError {}

/**
 * Reads a price table: a JSON array of records of the form of `prices/prices.json` of this package.
 *
 * @param file - the table to use in place of that one
 * @throws PricesError naming the file and each record that is wrong; Error when the file cannot be read.
 */
export function readPrices(file?: string): PriceTable {
  const own = join(
    dirname(require.resolve('@enginehouse/stack-kit/package.json')),
    'prices/prices.json',
  );
  const path = file ?? own;
  return new PriceTable(
    parsePrices(readFileSync(path, 'utf8'), file ?? 'prices.json'),
    file !== undefined,
  );
}

function parsePrices(text: string, file: string): PriceRecord[] {
  const given = json(text, file);
  const parsed = fileSchema.safeParse(given);
  const issues = parsed.success
    ? repeated(parsed.data)
    : issuesFromZod(parsed.error, describeZod(fileSchema), given);
  if (!parsed.success || issues.length > 0) {
    throw new PricesError(issues.map(issue => named(issue, given, file)));
  }
  return parsed.data;
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PricesError([
      {
        ...{ file, path: '', value: undefined },
        message: `is not JSON: ${error instanceof Error ? error.message : ''}`,
        accepted: 'a JSON array of prices',
      },
    ]);
  }
}

function repeated(records: readonly PriceRecord[]): Issue[] {
  const first = new Map<string, number>();
  return records.flatMap((record, index) => {
    const id = idOf(record);
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, index);
      return [];
    }
    return [
      {
        path: toPointer([index]),
        value: undefined,
        message: `is the second price of ${id}; the first is /${before}`,
        accepted: 'one price for each service, key and region',
      },
    ];
  });
}

/** The issue with the file and the record it is about, which an index alone does not tell. */
function named(issue: Issue, given: unknown, file: string): Issue {
  const [index] = fromPointer(issue.path);
  const record = valueAt(given, toPointer(index ? [index] : []));
  const name =
    index && isRecord(record)
      ? ['service', 'key', 'region'].map(key => record[key] ?? '?').join(' ')
      : '';
  return {
    ...issue,
    file,
    message: name ? `(${name}) ${issue.message}` : issue.message,
  };
}
