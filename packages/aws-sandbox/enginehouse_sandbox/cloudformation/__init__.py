"""The CloudFormation of the local AWS: an own engine and API in place of moto's."""
