import { Charge, free, Unpriceable, unpriced } from './Charge';
import { freeTypes, pricers } from './pricers';
import { Resource, StackView } from './StackView';

/** What a resource is charged for; of a type nobody has a rule for, that. */
export function chargesOf(resource: Resource, stack: StackView): Charge[] {
  const { type } = resource;
  if (Object.hasOwn(freeTypes, type)) return [free(freeTypes[type])];
  if (!Object.hasOwn(pricers, type)) {
    return [unpriced(`What ${type} costs is not known here.`)];
  }
  const charges: Charge[] = [];
  try {
    for (const charge of pricers[type](resource, stack)) charges.push(charge);
  } catch (error) {
    if (!(error instanceof Unpriceable)) throw error;
    charges.push(unpriced(error.message));
  }
  return charges;
}
