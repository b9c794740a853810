"""CloudFormation resource types, one file for each service."""
