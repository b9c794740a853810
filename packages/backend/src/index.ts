import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@enginehouse/plugin-permission-backend-module-enginehouse'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@enginehouse/plugin-catalog-backend-module-stacks'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@enginehouse/plugin-scaffolder-backend-module-stacks'));
backend.add(
  import('@enginehouse/plugin-scaffolder-backend-module-repositories'),
);
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));

backend.add(import('@enginehouse/plugin-git-host-backend'));
backend.add(import('@enginehouse/plugin-git-host-node'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@enginehouse/plugin-techdocs-backend-module-repositories'));

backend.add(import('@enginehouse/plugin-stacks-backend'));
backend.add(import('@enginehouse/plugin-operations-backend'));
backend.add(import('@enginehouse/plugin-operations-backend-module-aws'));
backend.add(
  import('@enginehouse/plugin-operations-backend-module-engine-pool'),
);

// Backstage logs a failed start and stays; whoever waits for this process must see it end.
backend.start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
