import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackEventsCommandOutput,
  DescribeStacksCommand,
  DescribeStacksCommandOutput,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  Stack,
  StackEvent,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { NotFoundError, isError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';

/** In which environment, and as whose deployment, calls are made. */
export interface CallScope {
  environment: Environment;
  /** Names the sessions of calls that change something. */
  deploymentId: string;
  /** Entity ref of the user who started it. */
  startedBy: string;
}

/** What CloudFormation says about a change set. */
export interface ChangeSetStatus {
  executionStatus: string;
  reason?: string;
}

/** The CloudFormation calls a deployment makes; the client request token of each change is the deployment's id. */
export class CloudFormationCalls {
  readonly #aws: AwsService;

  constructor(aws: AwsService) {
    this.#aws = aws;
  }

  /** The stack, also one that was deleted; undefined when CloudFormation does not know it. */
  async describe(
    environment: Environment,
    stackId: string,
  ): Promise<Stack | undefined> {
    const answer = await this.#read(environment, 'DescribeStacks', client =>
      client.send(new DescribeStacksCommand({ StackName: stackId })),
    ).catch(undefinedWhenMissing);
    return answer?.Stacks?.[0];
  }

  /** All stacks of the account and region that are not deleted. */
  async *describeAll(environment: Environment): AsyncIterable<Stack> {
    let page: DescribeStacksCommandOutput | undefined;
    do {
      const command = new DescribeStacksCommand({ NextToken: page?.NextToken });
      page = await this.#read(environment, 'DescribeStacks', client =>
        client.send(command),
      );
      yield* page.Stacks ?? [];
    } while (page.NextToken);
  }

  /** Events of the stack in pages, newest first. */
  async *eventPages(
    environment: Environment,
    stackId: string,
  ): AsyncIterable<StackEvent[]> {
    let page: DescribeStackEventsCommandOutput | undefined;
    do {
      const command = new DescribeStackEventsCommand({
        StackName: stackId,
        NextToken: page?.NextToken,
      });
      page = await this.#read(environment, 'DescribeStackEvents', client =>
        client.send(command),
      ).catch(undefinedWhenMissing);
      yield page?.StackEvents ?? [];
    } while (page?.NextToken);
  }

  /** Id of the stack's newest event. */
  async newestEventId(
    environment: Environment,
    stackId: string,
  ): Promise<string | undefined> {
    for await (const [newest] of this.eventPages(environment, stackId)) {
      return newest?.EventId;
    }
    return undefined;
  }

  /** The change set, by ARN; undefined when it is gone. */
  async changeSet(
    environment: Environment,
    changeSetId: string,
  ): Promise<ChangeSetStatus | undefined> {
    const answer = await this.#read(environment, 'DescribeChangeSet', client =>
      client.send(new DescribeChangeSetCommand({ ChangeSetName: changeSetId })),
    ).catch(undefinedWhenMissing);
    return (
      answer && {
        executionStatus: answer.ExecutionStatus ?? 'UNAVAILABLE',
        reason: answer.StatusReason,
      }
    );
  }

  /** The template the change set would deploy. */
  async changeSetTemplate(
    environment: Environment,
    of: { stackId: string; changeSetId: string },
  ): Promise<string> {
    const answer = await this.#read(environment, 'GetTemplate', client =>
      client.send(
        new GetTemplateCommand({
          StackName: of.stackId,
          ChangeSetName: of.changeSetId,
          TemplateStage: 'Original',
        }),
      ),
    );
    return answer.TemplateBody ?? '';
  }

  async executeChangeSet(scope: CallScope, changeSetId: string): Promise<void> {
    await this.#change(scope, 'ExecuteChangeSet', client =>
      client.send(
        new ExecuteChangeSetCommand({
          ChangeSetName: changeSetId,
          ClientRequestToken: scope.deploymentId,
        }),
      ),
    );
  }

  async deleteStack(
    scope: CallScope,
    options: { stackId: string; executionRole?: string; retain?: string[] },
  ): Promise<void> {
    await this.#change(scope, 'DeleteStack', client =>
      client.send(
        new DeleteStackCommand({
          StackName: options.stackId,
          RoleARN: options.executionRole,
          RetainResources: options.retain?.length ? options.retain : undefined,
          ClientRequestToken: scope.deploymentId,
        }),
      ),
    );
  }

  /** Switches the stack's own protection against deletion on or off. */
  async protect(
    scope: CallScope,
    stackId: string,
    enabled: boolean,
  ): Promise<void> {
    await this.#change(scope, 'UpdateTerminationProtection', client =>
      client.send(
        new UpdateTerminationProtectionCommand({
          StackName: stackId,
          EnableTerminationProtection: enabled,
        }),
      ),
    );
  }

  #read<T>(
    environment: Environment,
    action: string,
    send: (client: CloudFormationClient) => Promise<T>,
  ): Promise<T> {
    const client = this.#aws.client(environment, CloudFormationClient, {
      role: 'read',
    });
    return this.#aws.call(
      { environment, action: `cloudformation:${action}` },
      () => send(client),
    );
  }

  #change<T>(
    { environment, deploymentId, startedBy }: CallScope,
    action: string,
    send: (client: CloudFormationClient) => Promise<T>,
  ): Promise<T> {
    const client = this.#aws.client(environment, CloudFormationClient, {
      role: 'deploy',
      sessionName: deploymentId,
      sourceIdentity: startedBy,
    });
    return this.#aws.call(
      { environment, action: `cloudformation:${action}` },
      () => send(client),
    );
  }
}

function undefinedWhenMissing(error: unknown): undefined {
  if (isError(error) && error.name === NotFoundError.name) return undefined;
  throw error;
}
