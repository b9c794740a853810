"""Errors in the form the caller's protocol expects, so that SDKs show them instead of a parse error."""

import json
import re
from dataclasses import dataclass
from uuid import uuid4
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class WireError:
    code: str
    message: str
    status: int = 400


_CODE = re.compile(rb"<Code>([^<]+)</Code>|\"(?:__type|[cC]ode)\": ?\"(?:[^\"#]*#)?([^\"]+)\"")


def error_code(body: bytes) -> str | None:
    """The code in an error's body, XML or JSON."""
    found = _CODE.search(body)
    return (found.group(1) or found.group(2)).decode() if found else None


def render(error: WireError, service: str, content_type: str) -> tuple[str, bytes]:
    """Content type and body for `error`, as `service` answers a request of `content_type`."""
    code, message, request_id = escape(error.code), escape(error.message), str(uuid4())
    if service == "s3":
        return "application/xml", f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
    if service == "ec2":
        inner = f"<Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
        return "text/xml", f"<Response>{inner}<RequestID>{request_id}</RequestID></Response>".encode()
    if content_type.startswith("application/x-www-form-urlencoded") or service in ("route53", "cloudfront"):
        inner = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
        return "text/xml", f"<ErrorResponse>{inner}<RequestId>{request_id}</RequestId></ErrorResponse>".encode()
    return "application/x-amz-json-1.1", json.dumps({"__type": error.code, "message": error.message}).encode()
