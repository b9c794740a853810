import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { LastLines } from '@enginehouse/plugin-operations-common';
import type { EntityRef } from '../api/OperationsApi';
import { writeQuery } from '../logs/query';

/** To the Logs tab of the entity, at the time of the lines, the last of them open. */
export function LogsLink(props: { entity: EntityRef; lines: LastLines }) {
  const { entity, lines } = props;
  const { start, end, events } = lines;
  const page = useRouteRef(entityRouteRef)(
    entityRouteParams(parseEntityRef(entity)),
  );
  const units = new Set(events.map(({ unit }) => unit));
  const query = writeQuery(new URLSearchParams(), {
    ...{ start, end },
    unit: units.size === 1 ? [...units][0] : undefined,
    line: events.at(-1)?.id,
  });
  return <Link to={`${page}/logs?${query}`}>Logs at that moment</Link>;
}
