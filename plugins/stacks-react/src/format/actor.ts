import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';

/** Who did something, as people say it: `user:default/guest` is `guest`, a plugin is `the portal`. What is no entity ref stays as it is. @public */
export function formatActor(ref: string): string {
  if (ref.startsWith('plugin:')) {
    return 'the portal';
  }
  try {
    return humanizeEntityRef(parseEntityRef(ref), { defaultKind: 'user' });
  } catch {
    return ref;
  }
}
