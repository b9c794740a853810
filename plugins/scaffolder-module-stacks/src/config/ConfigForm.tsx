import { useState } from 'react';
import type {
  Definition,
  Environment,
} from '@enginehouse/plugin-stacks-common';
import { errorFactsOf } from '@enginehouse/plugin-stacks-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { FoldedGroup } from './FoldedGroup';
import { LiveSummary } from './LiveSummary';
import { OptionInput } from './OptionInput';
import { changedCount, optionGroups, type OptionGroup } from './options';
import { valueAt, withValueAt } from './pointer';
import { otherProblems, problemOf } from './problems';
import type { LiveCheck } from './useLiveCheck';

const folded = (
  group: OptionGroup,
  config: Record<string, unknown>,
  wrong: number,
) => {
  const changed = changedCount(group, config);
  const parts = [
    changed && `${changed} changed`,
    wrong && `${wrong} to mend`,
  ].filter(Boolean);
  return parts.length ? `${group.title} (${parts.join(', ')})` : group.title;
};

/** The configuration of one definition: the basics open, the rest folded with the number of changed values. */
export function ConfigForm(props: {
  definition: Definition;
  environment: Environment | undefined;
  config: Record<string, unknown>;
  check: LiveCheck;
  /** Options the person has touched: a form does not complain of what one has not come to yet. */
  showAll: boolean;
  onChange: (config: Record<string, unknown>) => void;
}) {
  const { definition, environment, config, check, showAll, onChange } = props;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const groups = optionGroups(definition, environment);
  const others = otherProblems(
    groups.flatMap(group => group.options),
    check.issues,
  );

  const problemShown = (option: OptionGroup['options'][number]) =>
    showAll ||
    touched.has(option.pointer) ||
    valueAt(config, option.pointer) !== undefined
      ? problemOf(option, check.issues)
      : undefined;

  const wrongIn = (group: OptionGroup) =>
    group.options.filter(problemShown).length;

  const inputs = (group: OptionGroup) => (
    <Stack spacing={3} sx={{ pt: 1 }}>
      {group.options.map(option => (
        <OptionInput
          key={option.pointer}
          option={option}
          value={valueAt(config, option.pointer)}
          problem={problemShown(option)}
          onChange={value => {
            setTouched(new Set([...touched, option.pointer]));
            onChange(withValueAt(config, option.pointer, value));
          }}
        />
      ))}
    </Stack>
  );

  return (
    <Stack spacing={2} useFlexGap>
      {others.map(problem => (
        <Alert key={problem} severity="error">
          {problem}
        </Alert>
      ))}
      {check.error && <CheckFailure error={check.error} />}
      {groups.map((group, index) =>
        index === 0 ? (
          <section key={group.name} aria-label={group.title}>
            <Typography variant="h6" component="h3" gutterBottom>
              {group.title}
            </Typography>
            {inputs(group)}
          </section>
        ) : (
          <FoldedGroup
            key={group.name}
            title={folded(group, config, wrongIn(group))}
            opens={showAll && wrongIn(group) > 0}
          >
            {inputs(group)}
          </FoldedGroup>
        ),
      )}
      <LiveSummary check={check} />
    </Stack>
  );
}

/** Why there is no answer to the configuration as a whole, one reason to a line. */
function CheckFailure({ error }: { error: Error }) {
  const { message, unanswered } = errorFactsOf(error);
  return (
    <Alert
      severity={unanswered ? 'warning' : 'error'}
      sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
    >
      {unanswered ? `Not checked yet: ${message}` : message}
    </Alert>
  );
}
