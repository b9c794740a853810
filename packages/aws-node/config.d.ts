export interface Config {
  stacks?: {
    /** The targets stacks can be deployed to, by name. */
    environments?: {
      [name: string]: {
        /** The 12 digits of the AWS account, in quotes. Its base credentials come from `aws.accounts` or `aws.mainAccount`. */
        account: string;
        /** AWS region. */
        region: string;
        /** URL of an AWS that is not AWS's own, such as the local AWS. */
        endpoint?: string;
        /** ARN of the role to read with; the base credentials without it. */
        readRole?: string;
        /** ARN of the role to deploy with; the base credentials without it. */
        deployRole?: string;
        /** ARN of the role that CloudFormation itself uses; sealed into each plan. */
        executionRole?: string;
        /** Compliance framework whose defaults apply; `commercial` by default. */
        framework?: 'commercial' | 'fedramp-moderate' | 'fedramp-high';
        /** Partial configuration by definition id, over the framework's defaults. */
        defaults?: { [definition: string]: object };
        /** Literals used in place of reads from AWS. */
        lookups?: {
          /** Values by full parameter name. */
          'ssm-parameter'?: { [name: string]: string };
          /** `vpcId`, `cidr` and `privateSubnets` (`subnetId`, `availabilityZone`) by VPC id. */
          vpc?: { [vpcId: string]: object };
          /** Zone names of the region. */
          'availability-zones'?: string[];
          /** ARNs of ACM certificates by domain name. */
          certificate?: { [domainName: string]: string };
          /** `name`, `arn` and `kmsKeyArn` of buckets by name. */
          bucket?: { [name: string]: object };
          /** `keyArn` and `keyId` of KMS keys by the reference a configuration gives. */
          'kms-key'?: { [ref: string]: object };
        };
        /** Machine images by baseline, such as `UBI9`: by id, or by the SSM parameter that holds the id. */
        amis?: {
          [baseline: string]: {
            /** Id of the image, `ami-…`. */
            id?: string;
            /** Name of the SSM parameter that holds the id; instead of `id`. */
            ssm?: string;
            /** Whether the image is FIPS 140 validated; false by default. */
            fips?: boolean;
            /** What the image calls its root volume, such as `/dev/sda1`; AWS is asked where it is left out. */
            rootDevice?: string;
          };
        };
        /** How many people must approve a plan. Only 0 is supported yet. */
        approvals?: number;
        /** Whether deployed stacks are protected against deletion; false by default. */
        terminationProtection?: boolean;
        /** URL at which the environment tells what it cannot show honestly. */
        statusUrl?: string;
        /** Where the evidence of deployments is kept and what it is signed with; none is made without it. */
        evidence?: {
          /** Name of the bucket. */
          bucket: string;
          /** ARN or alias of the KMS key that signs: ECC_NIST_P256, SIGN_VERIFY. */
          key: string;
        };
      };
    };
    /** How fast one service of one account and region may be called. */
    awsBudget?: {
      /** Of all replicas together; 20 by default. */
      callsPerSecond?: number;
      /** Among how many replicas the budget is divided; 1 by default. */
      replicas?: number;
    };
  };
}
