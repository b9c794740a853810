import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  setTimesShown,
  useTimesShown,
  type TimesShown,
} from './timesPreference';

const choices: Record<TimesShown, string> = {
  relative: 'Relative',
  local: 'Local',
  utc: 'UTC',
};

/** The one switch for all times: relative, local or UTC. @public */
export function TimesSwitch() {
  const shown = useTimesShown();
  return (
    <ToggleButtonGroup
      aria-label="Times"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={([chosen]) => setTimesShown(chosen as TimesShown)}
    >
      {Object.entries(choices).map(([id, word]) => (
        <ToggleButton key={id} id={id}>
          {word}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
