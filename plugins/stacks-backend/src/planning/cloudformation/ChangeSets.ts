import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  type Capability,
  type DescribeChangeSetCommandOutput,
  type Parameter,
  type ResourceChange,
} from '@aws-sdk/client-cloudformation';
import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import {
  awsErrorCode,
  type AwsService,
  type Environment,
} from '@enginehouse/aws-node';

export interface NewChangeSet {
  /** Name of a new stack, or id of an existing one. */
  stack: string;
  /** Also the client token: asking twice makes one change set. */
  name: string;
  type: 'CREATE' | 'UPDATE';
  template: { body: string } | { url: string };
  parameters: Record<string, string>;
  /** Parameters that keep the value they have. */
  keptParameters?: string[];
  tags: Record<string, string>;
  capabilities: string[];
  executionRole?: string;
  description: string;
}

/** A change set as far as it was described. */
export interface ChangeSetSnapshot {
  id: string;
  stackId: string;
  status: string;
  statusReason?: string;
  executionStatus?: string;
  changes: ResourceChange[];
}

const FIRST_POLL_MS = 200;
const LONGEST_POLL_MS = 2_000;
const NOTHING_TO_DO =
  /didn't contain changes|no updates are to be performed|no changes to deploy/i;

/** Makes, reads and deletes change sets of one environment in one person's name. */
export class ChangeSets {
  readonly #aws: AwsService;
  readonly #environment: Environment;
  readonly #client: CloudFormationClient;

  /** For a plan, in the name of the person who made it. */
  static of(
    aws: AwsService,
    environment: Environment,
    plan: { id: string; createdBy: string },
  ): ChangeSets {
    return new ChangeSets(aws, environment, {
      sessionName: plan.id,
      sourceIdentity: plan.createdBy,
    });
  }

  private constructor(
    aws: AwsService,
    environment: Environment,
    session: { sessionName: string; sourceIdentity: string },
  ) {
    this.#aws = aws;
    this.#environment = environment;
    this.#client = aws.client(environment, CloudFormationClient, {
      role: 'deploy',
      ...session,
    });
  }

  /** Asks for a change set; it is not complete yet. An equal one from before a crash is kept. */
  async create(input: NewChangeSet): Promise<void> {
    const { body, url } = {
      body: undefined,
      url: undefined,
      ...input.template,
    };
    try {
      await this.#call('CreateChangeSet', () =>
        this.#client.send(
          new CreateChangeSetCommand({
            StackName: input.stack,
            ChangeSetName: input.name,
            ClientToken: input.name,
            ChangeSetType: input.type,
            TemplateBody: body,
            TemplateURL: url,
            Parameters: toParameters(input),
            Tags: Object.entries(input.tags).map(([Key, Value]) => ({
              Key,
              Value,
            })),
            Capabilities: input.capabilities as Capability[],
            RoleARN: input.executionRole,
            Description: input.description,
            IncludeNestedStacks: false,
          }),
        ),
      );
    } catch (error) {
      if (awsErrorCode(error) !== 'AlreadyExistsException') throw error;
    }
  }

  /**
   * Waits until a change set is complete or failed, and reads all its changes with their values.
   *
   * @throws Error when it takes longer than the signal allows.
   */
  async completed(
    stack: string,
    name: string,
    signal: AbortSignal,
  ): Promise<ChangeSetSnapshot> {
    for (
      let wait = FIRST_POLL_MS;
      ;
      wait = Math.min(wait * 2, LONGEST_POLL_MS)
    ) {
      const changeSet = await this.describe(stack, name);
      if (!changeSet) {
        throw new ConflictError(
          `The change set ${name} of ${stack} is gone: it was deleted outside the portal`,
        );
      }
      if (!/_(PENDING|IN_PROGRESS)$/.test(changeSet.status)) return changeSet;
      if (signal.aborted) {
        throw new Error(
          `CloudFormation has not finished the change set ${name} in time; it is ${changeSet.status}`,
        );
      }
      await delay(wait);
    }
  }

  /** A change set with all its changes; `undefined` when there is none. */
  async describe(
    stack: string,
    name: string,
  ): Promise<ChangeSetSnapshot | undefined> {
    try {
      const changes: ResourceChange[] = [];
      let page = await this.#page(stack, name);
      for (;;) {
        changes.push(
          ...(page.Changes ?? []).flatMap(c => c.ResourceChange ?? []),
        );
        if (!page.NextToken) break;
        page = await this.#page(stack, name, page.NextToken);
      }
      return {
        id: page.ChangeSetId!,
        stackId: page.StackId!,
        status: page.Status!,
        statusReason: page.StatusReason,
        executionStatus: page.ExecutionStatus,
        changes,
      };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  #page(
    StackName: string,
    ChangeSetName: string,
    NextToken?: string,
  ): Promise<DescribeChangeSetCommandOutput> {
    return this.#call('DescribeChangeSet', () =>
      this.#client.send(
        new DescribeChangeSetCommand({
          ...{ StackName, ChangeSetName, NextToken },
          IncludePropertyValues: true,
        }),
      ),
    );
  }

  /** Deletes a change set; nothing happens when it is gone. */
  async delete(stack: string, nameOrId: string): Promise<void> {
    try {
      await this.#call('DeleteChangeSet', () =>
        this.#client.send(
          new DeleteChangeSetCommand({
            StackName: stack,
            ChangeSetName: nameOrId,
          }),
        ),
      );
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Deletes a stack that exists in review only. The caller has made sure of that. */
  async deleteReviewStack(stackId: string): Promise<void> {
    await this.#call('DeleteStack', () =>
      this.#client.send(new DeleteStackCommand({ StackName: stackId })),
    );
  }

  #call<T>(operation: string, fn: () => Promise<T>): Promise<T> {
    const action = `cloudformation:${operation}`;
    return this.#aws.call({ environment: this.#environment, action }, fn);
  }
}

/** Whether a change set failed only because there is nothing to change. */
export function hasNothingToDo(changeSet: ChangeSetSnapshot): boolean {
  return (
    changeSet.status === 'FAILED' &&
    NOTHING_TO_DO.test(changeSet.statusReason ?? '')
  );
}

function toParameters(input: NewChangeSet): Parameter[] {
  const { parameters, keptParameters = [] } = input;
  return [
    ...Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    ...keptParameters.map(ParameterKey => ({
      ParameterKey,
      UsePreviousValue: true,
    })),
  ];
}

function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
