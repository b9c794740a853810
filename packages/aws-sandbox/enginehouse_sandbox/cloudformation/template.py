"""Reading a template: where it comes from, what it may hold, what CloudFormation refuses before any work."""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlparse

import yaml
from botocore.exceptions import ClientError

from .. import schemas
from ..inproc import client
from . import yaml_template
from .errors import ValidationError
from .model import Json
from .references import references

MAX_BODY_BYTES = 51_200
MAX_URL_BYTES = 1_000_000
MAX_RESOURCES = 500

PSEUDO_PARAMETERS = {
    f"AWS::{name}"
    for name in ("AccountId", "NotificationARNs", "NoValue", "Partition", "Region", "StackId", "StackName", "URLSuffix")
}


def body_from(account: str, region: str, body: str | None, url: str | None) -> str:
    """The template text of a request: `TemplateBody` (51,200 bytes) or `TemplateURL` on this local AWS (1 MB)."""
    if (body is None) == (url is None):
        raise ValidationError("Either Template URL or Template Body must be specified.")
    if body is not None:
        size = len(body.encode())
        if size > MAX_BODY_BYTES:
            raise ValidationError(
                f"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
                f"Member must have length less than or equal to {MAX_BODY_BYTES} (it has {size})"
            )
        return body
    return _fetch(account, region, str(url))


def _fetch(account: str, region: str, url: str) -> str:
    bucket, key = bucket_and_key(url)
    try:
        content = client("s3", account, region).get_object(Bucket=bucket, Key=key)["Body"].read()
    except ClientError as error:
        raise ValidationError(f"S3 error: {error.response['Error'].get('Message')} ({url})") from error
    if len(content) > MAX_URL_BYTES:
        raise ValidationError(f"Template may not exceed {MAX_URL_BYTES} bytes in size.")
    return content.decode()


def bucket_and_key(url: str) -> tuple[str, str]:
    """Bucket and key of an S3 URL, path style (any host) or virtual-hosted (`bucket.s3...`)."""
    parsed = urlparse(url)
    host, path = parsed.hostname or "", unquote(parsed.path).lstrip("/")
    bucket, separator, _ = host.partition(".s3")
    if separator:
        return bucket, path
    bucket, _, key = path.partition("/")
    if not bucket or not key:
        raise ValidationError(f"TemplateURL must be a supported URL: {url}")
    return bucket, key


@lru_cache(maxsize=64)
def _parsed(body: str) -> str:
    try:
        parsed = json.loads(body)
    except ValueError:
        try:
            parsed = yaml_template.load(body)
        except yaml.YAMLError as error:
            raise ValidationError(f"Template format error: {error}") from error
    return json.dumps(parsed)


def parse(body: str) -> Json:
    """The template as an object; YAML short forms are made long."""
    parsed = json.loads(_parsed(body))
    if not isinstance(parsed, dict):
        raise ValidationError("Template format error: unsupported structure.")
    return parsed


def validate(template: Json, region: str) -> None:
    """Refuse what CloudFormation refuses when it reads a template: structure, types, references."""
    resources = template.get("Resources")
    if not isinstance(resources, dict) or not resources:
        raise ValidationError("Template format error: At least one Resources member must be defined.")
    if len(resources) > MAX_RESOURCES:
        raise ValidationError(
            f"Template format error: Number of resources, {len(resources)}, is greater than maximum allowed, "
            f"{MAX_RESOURCES}"
        )
    untyped = [
        name for name, resource in resources.items() if not isinstance(resource, dict) or not resource.get("Type")
    ]
    if untyped:
        raise ValidationError(f"Template format error: [{untyped[0]}] must have a Type member.")
    unknown = sorted(
        {resource["Type"] for resource in resources.values() if not schemas.known(resource["Type"], region)}
    )
    if unknown:
        raise ValidationError(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")
    _check_references(template, resources)
    _check_conditions(template, resources)


def _check_references(template: Json, resources: Json) -> None:
    parameters = template.get("Parameters") or {}
    known = resources.keys() | parameters.keys() | PSEUDO_PARAMETERS
    for block in ("Resources", "Outputs"):
        missing = sorted({ref.target for ref in references(template.get(block) or {}) if ref.target not in known})
        if missing:
            raise ValidationError(
                f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] "
                f"in the {block} block of the template"
            )


def _check_conditions(template: Json, resources: Json) -> None:
    conditions = template.get("Conditions") or {}
    for name, resource in resources.items():
        condition = resource.get("Condition")
        if condition and condition not in conditions:
            raise ValidationError(
                f"Template format error: Unresolved condition dependency {condition} in the Resources block ({name})"
            )


def summary_parameters(template: Json) -> list[dict[str, Any]]:
    """The declared parameters, as GetTemplateSummary and ValidateTemplate answer them."""
    return [
        {
            "ParameterKey": name,
            "ParameterType": spec.get("Type", "String"),
            "DefaultValue": None if spec.get("Default") is None else str(spec["Default"]),
            "NoEcho": str(spec.get("NoEcho", False)).lower() == "true",
            "Description": spec.get("Description"),
            "ParameterConstraints": {"AllowedValues": [str(v) for v in spec.get("AllowedValues", [])]},
        }
        for name, spec in (template.get("Parameters") or {}).items()
    ]
