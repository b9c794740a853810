import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { StackFilter } from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';

/** Which stacks the caller may read: all, or those that meet the criteria. */
export type Readable = 'all' | PermissionCriteria<StackFilter>;

/** Restricts a query to readable stacks; `owner` is the column that holds a stack's owner. */
export function whereReadable(
  query: Knex.QueryBuilder,
  readable: Readable,
  owner: string,
): Knex.QueryBuilder {
  return readable === 'all' ? query : query.where(meets(readable, owner));
}

function meets(
  criteria: PermissionCriteria<StackFilter>,
  owner: string,
): (query: Knex.QueryBuilder) => void {
  return query => {
    if (isAndCriteria(criteria)) {
      criteria.allOf.forEach(each => query.andWhere(meets(each, owner)));
    } else if (isOrCriteria(criteria)) {
      criteria.anyOf.forEach(each => query.orWhere(meets(each, owner)));
    } else if (isNotCriteria(criteria)) {
      query.whereNot(meets(criteria.not, owner));
    } else {
      query.whereIn(owner, criteria.owners);
    }
  };
}
