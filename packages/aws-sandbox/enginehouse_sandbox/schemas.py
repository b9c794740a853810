"""CloudFormation's resource type schemas, which come with cfn-lint (moto already needs it)."""

from functools import cache
from typing import Any

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

_ALWAYS_KNOWN = ("Custom::", "AWS::CDK::", "AWS::CloudFormation::")


@cache
def schema(resource_type: str, region: str = "us-east-1") -> dict[str, Any] | None:
    """The provider schema, or None for a type CloudFormation does not have."""
    try:
        return PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, resource_type).schema
    except Exception:
        return None


def known(resource_type: str, region: str) -> bool:
    return resource_type.startswith(_ALWAYS_KNOWN) or schema(resource_type, region) is not None


@cache
def create_only(resource_type: str) -> frozenset[str]:
    """Top-level properties whose change needs a new physical resource."""
    paths = (schema(resource_type) or {}).get("createOnlyProperties") or []
    return frozenset(path.split("/")[2] for path in paths if path.count("/") == 2)


@cache
def primary_identifier(resource_type: str) -> tuple[str, ...]:
    paths = (schema(resource_type) or {}).get("primaryIdentifier") or []
    return tuple(path.split("/")[2] for path in paths)


@cache
def read_only(resource_type: str) -> frozenset[str]:
    """Attributes, in Fn::GetAtt's notation."""
    paths = (schema(resource_type) or {}).get("readOnlyProperties") or []
    return frozenset(".".join(path.split("/")[2:]) for path in paths)


@cache
def tag_property(resource_type: str) -> tuple[str, bool] | None:
    """The property that holds tags, and whether it is a list of Key and Value (else a map); None if untaggable."""
    found = schema(resource_type) or {}
    tagging = found.get("tagging")
    if isinstance(tagging, dict):
        taggable = tagging.get("taggable", True)
        name = str(tagging.get("tagProperty", "/properties/Tags")).split("/")[2]
    else:
        taggable, name = found.get("taggable", True), "Tags"
    declared = found.get("properties", {}).get(name)
    if not taggable or declared is None:
        return None
    return name, declared.get("type") == "array"
