import type { Environment } from '@enginehouse/aws-node';
import { price, type Cost } from '@enginehouse/stack-kit';
import type { TemplateDocument } from './compare/Comparison';
import type { PlanningServices } from './PlanningServices';

/**
 * What a stack costs with a template, by the same prices as with the deployed one. Reckoned here, not in a worker: a template takes about a millisecond.
 *
 * @param input - `deployedTemplate`: as it was deployed; of what somebody else wrote as YAML the cost is not known
 */
export function priceTemplate(
  { prices }: Pick<PlanningServices, 'prices'>,
  { region }: Environment,
  input: {
    template: TemplateDocument;
    deployedTemplate?: string;
    paths?: Record<string, string>;
  },
): Cost {
  const { template, deployedTemplate, paths } = input;
  return price(template, {
    ...{ region, prices, paths },
    before:
      deployedTemplate === undefined ? undefined : parse(deployedTemplate),
  });
}

function parse(template: string): TemplateDocument | undefined {
  try {
    return JSON.parse(template);
  } catch {
    return undefined;
  }
}
