"""Setting tags by ARN, in the argument names of each service."""

from typing import NamedTuple

from ..cloudformation.model import Json
from .handler import Handler


class TagCalls(NamedTuple):
    """The operations of a service that set and drop tags, and how their arguments are called."""

    resource: str = "ResourceArn"
    tag: str = "tag_resource"
    untag: str = "untag_resource"
    keys: str = "TagKeys"


OF_ARN = TagCalls()
OF_NAME = TagCalls("ResourceName", "add_tags_to_resource", "remove_tags_from_resource")
"""RDS and ElastiCache: `ResourceName` holds an ARN."""
OF_ID = TagCalls("ResourceId")
OF_SECRET = TagCalls("SecretId")
OF_FUNCTION = TagCalls("Resource")


def retag(handler: Handler, arn: str, tags: list[Json], gone: list[str], calls: TagCalls = OF_ARN) -> None:
    """Set `tags` (Key and Value) and drop the keys in `gone`."""
    if tags:
        handler.call(calls.tag, {calls.resource: arn}, Tags=tags)
    if gone:
        handler.call(calls.untag, {calls.resource: arn, calls.keys: gone})
