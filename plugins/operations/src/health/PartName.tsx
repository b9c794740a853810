import type { UnitPart } from '@enginehouse/plugin-operations-common';
import { CopyableId } from '@enginehouse/plugin-stacks-react';
import { Whole } from './measurements';

/** Long enough to tell ids of tasks apart, short enough for a table. */
const SHOWN = 24;

/** The id of a part; a long one is cut, the whole is copied. */
export const PartName = ({ part }: { part: UnitPart }) => (
  <Whole>
    <CopyableId id={part.name} label={part.kind} short={SHOWN} />
  </Whole>
);
