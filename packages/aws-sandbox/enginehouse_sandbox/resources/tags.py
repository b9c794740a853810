"""Tags: the template's own plus the stack's, as CloudFormation hands them to every taggable resource."""

from typing import Any

from .. import schemas
from ..cloudformation.model import Json, Stack


def with_stack_tags(stack: Stack, resource_type: str, properties: Json) -> Json:
    """`properties` with the stack's tags added where the type takes tags; the resource's own win."""
    where = schemas.tag_property(resource_type)
    if not where or not stack.tags:
        return properties
    name, is_list = where
    own = properties.get(name)
    if not is_list:
        return {**properties, name: {**stack.tags, **(own or {})}}
    entries: list[Any] = list(own or [])
    taken = {entry.get("Key") for entry in entries if isinstance(entry, dict)}
    inherited: list[Json] = [{"Key": key, "Value": value} for key, value in stack.tags.items() if key not in taken]
    if resource_type == "AWS::AutoScaling::AutoScalingGroup":
        inherited = [{**tag, "PropagateAtLaunch": True} for tag in inherited]
    return {**properties, name: entries + inherited}


def tags_of(resource_type: str, properties: Json) -> list[Json]:
    """The tags in `properties` as a list of Key and Value, whatever form the type uses."""
    where = schemas.tag_property(resource_type)
    held = properties.get(where[0]) if where else None
    if isinstance(held, dict):
        return [{"Key": key, "Value": value} for key, value in held.items()]
    return [{"Key": tag["Key"], "Value": tag["Value"]} for tag in held or []]


def system_tags(stack: Stack, logical_id: str) -> list[Json]:
    return [
        {"Key": "aws:cloudformation:stack-name", "Value": stack.name},
        {"Key": "aws:cloudformation:stack-id", "Value": stack.id},
        {"Key": "aws:cloudformation:logical-id", "Value": logical_id},
    ]
