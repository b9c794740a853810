import { ACM } from '@aws-sdk/client-acm';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { ParameterNotFound, SSM } from '@aws-sdk/client-ssm';
import type { Synthesis } from '@enginehouse/stack-kit/build';
import { ktorChassis } from '../definition';
import { Connection } from './connection';
import { resolveChassis, Stage, synthesizeChassis } from './synthesizeChassis';

/** The bucket every bootstrapped account and region has. */
const BUCKET = 'cdk-hnb659fds-assets-123456789012-us-east-1';

type Template = Synthesis['template'];

/** A chassis on a local AWS whose CloudFormation answers when it is done. */
export class ChassisStack {
  readonly name: string;
  readonly #to: Connection;
  readonly #cloudFormation: CloudFormation;

  constructor(to: Connection, readonly stage: Stage) {
    this.#to = to;
    this.#cloudFormation = new CloudFormation(to);
    this.name = `shop-ktor-chassis-${stage}`;
  }

  /** The template of a configuration with what its lookups find now. */
  async template(config: object = {}): Promise<Template> {
    const value = {
      stage: this.stage,
      domainName: 'chassis.example.com',
      ...config,
    };
    const found = await this.#lookUp(value);
    return synthesizeChassis(value, found, this.#to.region).template;
  }

  async create(template: Template) {
    await this.#cloudFormation.createStack(await this.#request(template));
    return this.read();
  }

  async update(template: Template) {
    await this.#cloudFormation.updateStack(await this.#request(template));
    return this.read();
  }

  async delete() {
    const { StackId } = await this.read();
    await this.#cloudFormation.deleteStack({ StackName: this.name });
    return this.read(StackId);
  }

  async read(id: string = this.name) {
    const { Stacks = [] } = await this.#cloudFormation.describeStacks({
      StackName: id,
    });
    const [{ StackId, StackStatus, StackStatusReason, Outputs = [] }] = Stacks;
    return {
      StackId,
      StackStatus,
      StackStatusReason,
      outputs: Object.fromEntries(
        Outputs.map(o => [o.OutputKey ?? '', o.OutputValue ?? '']),
      ),
    };
  }

  /** Physical id of each resource. */
  async resources(): Promise<Record<string, string>> {
    const { StackResources = [] } =
      await this.#cloudFormation.describeStackResources({
        StackName: this.name,
      });
    return Object.fromEntries(
      StackResources.map(r => [
        r.LogicalResourceId ?? '',
        r.PhysicalResourceId ?? '',
      ]),
    );
  }

  async #request(template: Template) {
    const Key = `${this.name}.json`;
    const s3 = new S3({ ...this.#to, forcePathStyle: true });
    const Body = JSON.stringify(template);
    await s3.putObject({ Bucket: BUCKET, Key, Body });
    return {
      StackName: this.name,
      TemplateURL: `${this.#to.endpoint}/${BUCKET}/${Key}`,
      Capabilities: ['CAPABILITY_IAM' as const],
    };
  }

  /** What the portal would read. */
  async #lookUp(value: object): Promise<Record<string, string>> {
    const { config } = resolveChassis(value);
    const context = {
      service: 'shop',
      component: 'ktor-chassis',
      environment: this.stage,
      owner: 'group:default/platform',
    };
    const found: Record<string, string> = {};
    for (const lookup of ktorChassis.lookups(config, context)) {
      if (lookup.kind === 'ssm-parameter') {
        found[lookup.key] = await this.#parameter(lookup);
      } else if (lookup.kind === 'certificate') {
        found[lookup.key] = await this.#certificate(lookup.domainName);
      }
    }
    return found;
  }

  async #parameter(lookup: { name: string; ifMissing?: string }) {
    try {
      const { Parameter } = await new SSM(this.#to).getParameter({
        Name: lookup.name,
      });
      return Parameter?.Value ?? '';
    } catch (error) {
      if (error instanceof ParameterNotFound && lookup.ifMissing) {
        return lookup.ifMissing;
      }
      throw error;
    }
  }

  async #certificate(domainName: string) {
    const { CertificateSummaryList = [] } = await new ACM(
      this.#to,
    ).listCertificates({});
    const found = CertificateSummaryList.find(c => c.DomainName === domainName);
    return found?.CertificateArn ?? '';
  }
}
