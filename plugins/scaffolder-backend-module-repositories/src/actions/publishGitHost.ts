import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  createTemplateAction,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import { repositoryNameProblem } from '@enginehouse/plugin-git-host-common';
import type { GitHostClient } from '@enginehouse/plugin-git-host-node';
import { examples } from './publishGitHost.examples';

/**
 * Makes a repository on the portal's own git host and pushes the workspace to it, both as the person who runs the task.
 *
 * @public
 */
export function createPublishGitHostAction(options: {
  client: GitHostClient;
  config: RootConfigService;
}) {
  const { client, config } = options;
  return createTemplateAction({
    id: 'publish:git-host',
    description: "Publishes the workspace to the portal's own git host",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        owner: z =>
          z.string().describe('Entity ref of a group or user you belong to'),
        name: z => z.string().describe('Name of the repository'),
        description: z => z.string().describe('One line').optional(),
        commitMessage: z =>
          z.string().describe('Default: Initial commit').optional(),
      },
      output: {
        remoteUrl: z =>
          z
            .string()
            .describe('What git clone takes; absent in a dry run')
            .optional(),
        webUrl: z =>
          z
            .string()
            .describe("The repository's page; absent in a dry run")
            .optional(),
        catalogInfoUrl: z =>
          z
            .string()
            .describe(
              'catalog-info.yaml, for catalog:register; absent in a dry run',
            )
            .optional(),
        commitHash: z =>
          z
            .string()
            .describe('The commit that was pushed; absent in a dry run')
            .optional(),
      },
    },
    async handler(ctx) {
      const { owner, name, description } = ctx.input;
      const problem = repositoryNameProblem(name);
      if (problem) {
        throw new InputError(problem);
      }
      const credentials = await ctx.getInitiatorCredentials();
      if (ctx.isDryRun) {
        const path = { owner: ownerPart(owner), name };
        const taken = await client.findRepository(path, credentials);
        if (taken) {
          throw new ConflictError(
            `The name ${taken.owner}/${name} is taken by a repository of ${taken.ownerRef}`,
          );
        }
        ctx.logger.info(`Dry run: would publish to ${path.owner}/${name}`);
        return;
      }
      const repository = await ctx.checkpoint({
        key: `git-host.create.${owner}.${name}`,
        fn: async () => {
          const made = await client.createRepository(
            { owner, name, ...(description ? { description } : {}) },
            credentials,
          );
          return {
            owner: made.owner,
            cloneUrl: made.cloneUrl,
            webUrl: made.webUrl,
            branch: made.defaultBranch,
          };
        },
      });
      const commitHash = await ctx.checkpoint({
        key: `git-host.push.${owner}.${name}`,
        fn: async () => {
          const access = await client.pushAccess(
            { owner: repository.owner, name },
            credentials,
          );
          const pushed = await initRepoAndPush({
            dir: ctx.workspacePath,
            remoteUrl: access.url,
            auth: { username: access.username, password: access.password },
            logger: ctx.logger,
            defaultBranch: repository.branch,
            commitMessage: ctx.input.commitMessage ?? 'Initial commit',
            gitAuthorInfo: {
              name: config.getOptionalString('scaffolder.defaultAuthor.name'),
              email: config.getOptionalString('scaffolder.defaultAuthor.email'),
            },
          });
          return pushed.commitHash;
        },
      });
      ctx.logger.info(`Published to ${repository.webUrl}`);
      ctx.output('remoteUrl', repository.cloneUrl);
      ctx.output('webUrl', repository.webUrl);
      ctx.output(
        'catalogInfoUrl',
        `${repository.webUrl}/blob/${repository.branch}/catalog-info.yaml`,
      );
      ctx.output('commitHash', commitHash);
    },
  });
}

/** The part of the address the owner gives: the name in its entity ref. */
function ownerPart(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1).toLocaleLowerCase('en-US');
}
