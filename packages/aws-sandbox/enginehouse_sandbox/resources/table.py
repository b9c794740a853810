"""Which handler serves a resource type."""

import importlib

from .. import schemas
from ..cloudformation.model import Json, Stack, StackResource
from .handler import Handler, registered
from .stubs import Stub
from .tags import with_stack_tags

_MODULES = [
    "acm",
    "autoscaling",
    "application_autoscaling",
    "cdk",
    "cloudtrail",
    "cloudwatch",
    "dynamodb",
    "ec2_compute",
    "ec2_network",
    "ec2_security",
    "ecr",
    "ecr_registry",
    "ecs",
    "efs",
    "elasticache",
    "elb",
    "events",
    "iam",
    "kms",
    "lambdas",
    "logs",
    "nested",
    "rds",
    "rds_cluster",
    "rds_proxy",
    "route53",
    "s3",
    "secrets",
    "servicediscovery",
    "sns",
    "sqs",
    "ssm",
    "wafv2",
]

for _module in _MODULES:
    importlib.import_module(f".{_module}", __package__)


def handler_type(resource_type: str) -> type[Handler]:
    return registered().get(resource_type, Stub)


def handler(stack: Stack, resource: StackResource, properties: Json) -> Handler:
    """The handler of `resource` with the stack's tags merged into `properties`."""
    return handler_type(resource.type)(stack, resource, with_stack_tags(stack, resource.type, properties))


def is_stub(resource_type: str) -> bool:
    return handler_type(resource_type).stub


def is_read(resource_type: str) -> bool:
    """Whether drift detection reads this type."""
    return handler_type(resource_type).read is not Handler.read


def supported_types() -> list[str]:
    return sorted(registered())


def taggable(resource_type: str) -> bool:
    return schemas.tag_property(resource_type) is not None and not is_stub(resource_type)
