// The validator of aws-cdk-lib costs seconds and changes no template.
process.env.CDK_VALIDATION = 'false';

export {};
