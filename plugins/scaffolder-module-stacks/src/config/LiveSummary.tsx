import { deltaWords, isPriced } from '@enginehouse/plugin-stacks-react';
import Typography from '@mui/material/Typography';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import type { LiveCheck } from './useLiveCheck';

function sentence({ checking, issues, preview, error }: LiveCheck): string {
  if (checking && !preview) {
    return 'Checking…';
  }
  if (error) {
    return '';
  }
  if (issues.length) {
    return issues.length === 1
      ? '1 value to mend before it can be planned'
      : `${issues.length} values to mend before it can be planned`;
  }
  if (!preview) {
    return '';
  }
  const { added, changed, replaced, removed } = preview.summary;
  const counts = `${preview.stack}: + ${added} to add · ~ ${changed} to change · ⟳ ${replaced} to replace · − ${removed} to remove`;
  return [counts, ...costParts(preview)].join(' · ');
}

function costParts({ cost }: Plan): string[] {
  if (!cost) {
    return [];
  }
  return [
    ...(isPriced(cost) ? [deltaWords(cost)] : []),
    ...(cost.unpriced.length > 0
      ? [`${cost.unpriced.length} without a price`]
      : []),
  ];
}

/** One line below the form: what it would do, as far as the templates tell. */
export const LiveSummary = ({ check }: { check: LiveCheck }) => (
  <Typography role="status" variant="body2" sx={{ minHeight: '1.5em' }}>
    {sentence(check)}
  </Typography>
);
