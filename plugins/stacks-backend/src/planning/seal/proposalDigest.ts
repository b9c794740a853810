import { digest } from '@enginehouse/stack-kit';
import type { PlanRecord } from '../types';

/** What a proposal is made of besides its resolved input. */
export interface ProposalParts {
  parameters: Record<string, string>;
  templateDigest: string;
  assets: { key: string; sha256: string }[];
  tags: Record<string, string>;
}

/** Digest of what is proposed: resolved input, lookups, parameters, template, assets and tags. Equal on any machine, at any time, for any person. */
export function proposalDigest(
  { action, stack, definition, config, lookups }: PlanRecord['plan'],
  { parameters, templateDigest, assets, tags }: ProposalParts,
): string {
  return digest({
    input: { action, stack, definition, config },
    lookups,
    parameters,
    templateDigest,
    assets: assets.map(({ key, sha256 }) => [key, sha256]).sort(),
    tags,
  });
}
