import type {
  ChangeSummary,
  Cost,
  Finding,
} from '@enginehouse/plugin-stacks-common';
import { CostChips } from '../cost/CostChips';
import { findingGroups, findingsWords } from '../policy/findingGroups';
import { Chip } from '../status/Chip';
import type { Tone } from '../status/statuses';
import { styled } from '@mui/material/styles';

const Strip = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '0.5rem',
  listStyle: 'none',
  margin: 0,
  padding: 0,
});

const counted: Array<
  ['added' | 'changed' | 'replaced' | 'removed', string, Tone]
> = [
  ['added', '+', 'positive'],
  ['changed', '~', 'active'],
  ['replaced', '⟳', 'warning'],
  ['removed', '−', 'negative'],
];

const reach: Array<['iam' | 'network', string]> = [
  ['iam', 'IAM'],
  ['network', 'Network'],
];

/** What a plan does, in one line of counts, what it costs, and what its policies found. @public */
export function SummaryStrip(props: {
  summary: ChangeSummary;
  cost?: Cost;
  findings?: Finding[];
}) {
  const { summary, cost, findings } = props;
  return (
    <Strip aria-label="Summary of changes">
      {counted.map(([kind, sign, tone]) => (
        <li key={kind}>
          <Chip
            tone={summary[kind] > 0 ? tone : 'neutral'}
            icon={<span aria-hidden="true">{sign}</span>}
          >
            {summary[kind]} {kind}
          </Chip>
        </li>
      ))}
      {reach
        .filter(([kind]) => summary[kind] !== 'none')
        .map(([kind, word]) => (
          <li key={kind}>
            <Chip tone={summary[kind] === 'wider' ? 'warning' : 'active'}>
              {word} {summary[kind]}
            </Chip>
          </li>
        ))}
      {cost && <CostChips cost={cost} />}
      {findings && (
        <li>
          <Chip tone={findingsTone(findings)}>{findingsWords(findings)}</Chip>
        </li>
      )}
    </Strip>
  );
}

function findingsTone(findings: Finding[]): Tone {
  const { blocking, open } = findingGroups(findings);
  if (blocking.length > 0) {
    return 'negative';
  }
  return open.length > 0 ? 'warning' : 'neutral';
}
