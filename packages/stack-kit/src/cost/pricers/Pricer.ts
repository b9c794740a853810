import { Charge } from '../Charge';
import { Resource, StackView } from '../StackView';

/**
 * What a resource of one type is charged for. Every charge, so also those by use; nothing about prices.
 *
 * @throws Unpriceable when the template does not say enough. What was given before that stands.
 */
export type Pricer = (resource: Resource, stack: StackView) => Iterable<Charge>;
