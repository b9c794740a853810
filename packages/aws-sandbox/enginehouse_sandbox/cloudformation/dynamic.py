"""Dynamic references (`{{resolve:ssm:...}}`): read only on the way to the API, so no secret is ever recorded."""

import json
import re
from typing import Any

from ..inproc import client

_REFERENCE = re.compile(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):(.*?)\}\}")


def resolve_dynamic(value: Any, account: str, region: str) -> Any:
    if isinstance(value, dict):
        return {key: resolve_dynamic(inner, account, region) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolve_dynamic(inner, account, region) for inner in value]
    if isinstance(value, str) and "{{resolve:" in value:
        return _REFERENCE.sub(lambda match: _read(match.group(1), match.group(2), account, region), value)
    return value


def _read(kind: str, rest: str, account: str, region: str) -> str:
    if kind != "secretsmanager":
        name = rest.rsplit(":", 1)[0] if re.search(r":\d+$", rest) else rest
        return client("ssm", account, region).get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    secret_id, _, tail = rest.partition(":SecretString:")
    text = client("secretsmanager", account, region).get_secret_value(SecretId=secret_id)["SecretString"]
    key = tail.split(":")[0]
    return str(json.loads(text)[key]) if key else text
