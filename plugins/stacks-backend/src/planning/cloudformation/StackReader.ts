import {
  CloudFormationClient,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
  ListImportsCommand,
  ListStackResourcesCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { AwsService, Environment } from '@enginehouse/aws-node';

/** A stack as CloudFormation describes it now. */
export interface StackSnapshot {
  stackId: string;
  name: string;
  status: string;
  statusReason?: string;
  /** ISO time of the last update, or of the creation when there was none. */
  lastUpdatedTime?: string;
  terminationProtection: boolean;
  tags: Record<string, string>;
  /** What its template was acknowledged to need, such as `CAPABILITY_IAM`. */
  capabilities: string[];
  /** Values of its outputs by key. */
  outputs: Record<string, string>;
  /** Names under which outputs are exported. */
  exports: string[];
}

export interface StackResourceSnapshot {
  logicalId: string;
  physicalId?: string;
  resourceType: string;
  status: string;
  reason?: string;
}

/** How long answers for pages are shared, in milliseconds. */
const SHARED_FOR = 2_000;

/** Reads stacks of one environment. Reads are fresh, or shared between viewers for two seconds. */
export class StackReader {
  readonly environment: Environment;
  readonly #aws: AwsService;
  readonly #ttl: number;

  constructor(
    aws: AwsService,
    environment: Environment,
    options: { shared?: boolean } = {},
  ) {
    this.#aws = aws;
    this.environment = environment;
    this.#ttl = options.shared ? SHARED_FOR : 0;
  }

  /** A stack by name or id; `undefined` when there is none, or it was deleted. */
  async find(nameOrId: string): Promise<StackSnapshot | undefined> {
    try {
      const { Stacks } = await this.#read('DescribeStacks', nameOrId, client =>
        client.send(new DescribeStacksCommand({ StackName: nameOrId })),
      );
      const stack = Stacks?.[0];
      return !stack || stack.StackStatus === 'DELETE_COMPLETE'
        ? undefined
        : toSnapshot(stack);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** The template as it was given to CloudFormation; `undefined` when the stack or change set has none. */
  async template(
    nameOrId: string,
    changeSetId?: string,
  ): Promise<string | undefined> {
    const key = changeSetId ?? nameOrId;
    const { TemplateBody } = await this.#read('GetTemplate', key, client =>
      client.send(
        new GetTemplateCommand({
          StackName: nameOrId,
          ChangeSetName: changeSetId,
          TemplateStage: 'Original',
        }),
      ),
    );
    return TemplateBody;
  }

  /** All resources of a stack, deleted ones left out. */
  resources(nameOrId: string): Promise<StackResourceSnapshot[]> {
    return this.#pages(async NextToken => {
      const page = await this.#read(
        'ListStackResources',
        `${nameOrId} ${NextToken}`,
        client =>
          client.send(
            new ListStackResourcesCommand({ StackName: nameOrId, NextToken }),
          ),
      );
      const items = (page.StackResourceSummaries ?? [])
        .filter(r => r.ResourceStatus !== 'DELETE_COMPLETE')
        .map(r => ({
          logicalId: r.LogicalResourceId!,
          physicalId: r.PhysicalResourceId,
          resourceType: r.ResourceType!,
          status: r.ResourceStatus!,
          reason: r.ResourceStatusReason,
        }));
      return { items, next: page.NextToken };
    });
  }

  /** Names of the stacks that import an export. */
  async importers(exportName: string): Promise<string[]> {
    return this.#pages(async NextToken => {
      try {
        const page = await this.#read(
          'ListImports',
          `${exportName} ${NextToken}`,
          client =>
            client.send(
              new ListImportsCommand({ ExportName: exportName, NextToken }),
            ),
        );
        return { items: page.Imports ?? [], next: page.NextToken };
      } catch (error) {
        if (isNotImported(error)) return { items: [], next: undefined };
        throw error;
      }
    });
  }

  /** Ids of the change sets of a stack; none when it is gone. */
  async changeSets(stackId: string): Promise<string[]> {
    const ids = this.#pages(async NextToken => {
      const page = await this.#read(
        'ListChangeSets',
        `${stackId} ${NextToken}`,
        client =>
          client.send(
            new ListChangeSetsCommand({ StackName: stackId, NextToken }),
          ),
      );
      const items = (page.Summaries ?? []).map(s => s.ChangeSetId!);
      return { items, next: page.NextToken };
    });
    return ids.catch(error => {
      if (isNotFound(error)) return [];
      throw error;
    });
  }

  /** Which change set it is and where it stands, such as `OBSOLETE`; `undefined` when it is gone. */
  async changeSetState(
    stack: string,
    nameOrId: string,
  ): Promise<{ id: string; stackId: string; execution: string } | undefined> {
    try {
      const answer = await this.#read('DescribeChangeSet', nameOrId, client =>
        client.send(
          new DescribeChangeSetCommand({
            StackName: stack,
            ChangeSetName: nameOrId,
          }),
        ),
      );
      return {
        id: answer.ChangeSetId!,
        stackId: answer.StackId!,
        execution: answer.ExecutionStatus!,
      };
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  #read<T>(
    operation: string,
    key: string,
    fn: (client: CloudFormationClient) => Promise<T>,
  ): Promise<T> {
    const environment = this.environment;
    const action = `cloudformation:${operation}`;
    const client = this.#aws.client(environment, CloudFormationClient, {
      role: 'read',
    });
    const options = { environment, action };
    return this.#ttl > 0
      ? this.#aws.read(
          { ...options, key: `${action} ${key}`, ttl: this.#ttl },
          () => fn(client),
        )
      : this.#aws.call(options, () => fn(client));
  }

  async #pages<T>(
    page: (token?: string) => Promise<{ items: T[]; next?: string }>,
  ): Promise<T[]> {
    const all: T[] = [];
    let next: string | undefined;
    do {
      const answer = await page(next);
      all.push(...answer.items);
      next = answer.next;
    } while (next);
    return all;
  }
}

function toSnapshot(stack: Stack): StackSnapshot {
  return {
    stackId: stack.StackId!,
    name: stack.StackName!,
    status: stack.StackStatus!,
    statusReason: stack.StackStatusReason,
    lastUpdatedTime: (
      stack.LastUpdatedTime ?? stack.CreationTime
    )?.toISOString(),
    terminationProtection: stack.EnableTerminationProtection ?? false,
    tags: Object.fromEntries((stack.Tags ?? []).map(t => [t.Key, t.Value])),
    capabilities: stack.Capabilities ?? [],
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(o => [o.OutputKey, o.OutputValue]),
    ),
    exports: (stack.Outputs ?? []).flatMap(o => o.ExportName ?? []),
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}

/** CloudFormation answers with an error when nobody imports an export. */
function isNotImported(error: unknown): boolean {
  return error instanceof Error && /is not imported/.test(error.message);
}
