import { useState } from 'react';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { RiMore2Line } from '@remixicon/react';
import type { Operation, Unit } from '@enginehouse/plugin-operations-common';
import { OperationDialog } from './OperationDialog';
import type { OperationsRead } from './useOperations';

/** What can be done with one unit. */
export function UnitMenu(props: {
  unit: Unit;
  operations: OperationsRead;
  onChange: () => void;
}) {
  const { unit, operations, onChange } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState<Operation>();
  const possible = (operations.value?.items ?? []).filter(
    ({ target }) => target.kind === 'unit' && target.key === unit.key,
  );
  if (possible.length === 0) {
    return null;
  }
  return (
    <>
      <IconButton
        size="small"
        aria-label={`Actions for ${unit.kind} ${unit.name}`}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <RiMore2Line size={18} aria-hidden="true" />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
      >
        {possible.map(operation => (
          <MenuItem
            key={operation.id}
            onClick={() => {
              setAnchor(null);
              setChosen(operation);
            }}
          >
            {operation.title}
          </MenuItem>
        ))}
      </Menu>
      {chosen && (
        <OperationDialog
          operation={chosen}
          onClose={() => setChosen(undefined)}
          onChange={onChange}
        />
      )}
    </>
  );
}
