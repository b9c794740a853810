"""Which AWS API call an HTTP request is."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from moto.core.responses import BaseResponse
from moto.iam.models import get_account_id_from

_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/\d+/([^/]+)/([^/]+)/")
_KEPT = re.compile(r"(Name|Id|ID|Arn|ARN|ClientRequestToken|ChangeSetType|DesiredCapacity|Size)$")
_S3_OBJECT = {
    "GET": "GetObject",
    "PUT": "PutObject",
    "HEAD": "HeadObject",
    "DELETE": "DeleteObject",
    "POST": "PostObject",
}
_S3_BUCKET = {
    "GET": "ListObjects",
    "PUT": "CreateBucket",
    "HEAD": "HeadBucket",
    "DELETE": "DeleteBucket",
    "POST": "DeleteObjects",
}


_SERVICE_OF = {
    "monitoring": "cloudwatch",
    "elasticloadbalancing": "elbv2",
    "elasticfilesystem": "efs",
    "tagging": "resourcegroupstaggingapi",
}
"""SDK names of services whose signing name differs."""


@dataclass(frozen=True)
class ApiCall:
    """`service` is the SDK's name; `parameters` are the identifying top-level ones (names, ids, ARNs, tokens),
    never values or secrets."""

    service: str
    action: str
    account: str
    region: str
    access_key: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def reads(self) -> bool:
        return bool(
            re.match(r"(Describe|List|Get|Lookup|Filter|BatchGet|Head|Receive|Assume|Detect|Validate)", self.action)
        )


def identify(environ: dict[str, Any], body: bytes) -> ApiCall | None:
    """The call a signed request makes; None when the request is not signed."""
    signed = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not signed:
        return None
    access_key, region, signing_name = signed.groups()
    service = _SERVICE_OF.get(signing_name, signing_name)
    account = environ.get("HTTP_X_MOTO_ACCOUNT_ID") or get_account_id_from(access_key)
    given = _parameters(environ, body)
    action = _action(environ, service, given)
    kept = {key: str(value) for key, value in given.items() if _KEPT.search(key) and isinstance(value, (str, int))}
    return ApiCall(service, action, account, region, access_key, kept)


def _parameters(environ: dict[str, Any], body: bytes) -> dict[str, Any]:
    kind = environ.get("CONTENT_TYPE", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode("utf-8", "replace")))
    if "json" in kind and body:
        try:
            parsed = json.loads(body)
        except ValueError:
            return {}
        return parsed if isinstance(parsed, dict) else {}
    return {}


def _action(environ: dict[str, Any], service: str, given: dict[str, Any]) -> str:
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.split(".")[-1]
    if isinstance(given.get("Action"), str):
        return given["Action"]
    method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
    if "/operation/" in path:
        return path.rsplit("/", 1)[-1]
    if service == "s3":
        return (_S3_OBJECT if path.strip("/").count("/") else _S3_BUCKET).get(method, method)
    return _rest_action(service, method, path) or f"{method} {path}"


def _rest_action(service: str, method: str, path: str) -> str | None:
    """The operation whose method and path fit, for REST protocols."""
    parser = BaseResponse(service)
    parser.region = "us-east-1"
    try:
        return parser._get_action_from_method_and_request_uri(method, path)
    except Exception:
        return None  # a service name that botocore does not know: the path itself names the call
