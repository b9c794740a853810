import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { Operation } from '@enginehouse/plugin-operations-common';

/** One operation: a button, or a menu of what it can be done to where there are several. */
export function OperationChoice(props: {
  /** The same operation, one for each target. */
  operations: Operation[];
  onChoose: (operation: Operation) => void;
}) {
  const { operations, onChoose } = props;
  const [first] = operations;
  if (operations.length === 1) {
    return (
      <Button size="small" variant="secondary" onPress={() => onChoose(first)}>
        {`${first.title} ${first.target.title}`}
      </Button>
    );
  }
  return (
    <MenuTrigger>
      <Button size="small" variant="secondary">
        {`${first.title} …`}
      </Button>
      <Menu>
        {operations.map(operation => (
          <MenuItem
            key={operation.target.key}
            onAction={() => onChoose(operation)}
          >
            {operation.target.title}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
