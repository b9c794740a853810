"""Control endpoints under `/sandbox/`: what the local AWS offers that AWS does not.

A handler takes a `ControlRequest` and returns any JSON value (answered with 200) or a
`ControlResponse`. It raises `ControlError` for bad input. Requests are not signed.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

log = logging.getLogger(__name__)

PREFIX = "/sandbox/"


@dataclass(frozen=True)
class ControlRequest:
    """`path` is what follows the registered prefix, without a leading slash ("" when nothing follows)."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True)
class ControlResponse:
    body: Any
    status: int = 200


class ControlError(Exception):
    """A request the endpoint refuses. `path` names the offending field, `accepted` what would be taken."""

    def __init__(self, message: str, *, path: str = "", accepted: str = "", status: int = 400) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "path": path, "accepted": accepted}


Handler = Callable[[ControlRequest], Any]
_handlers: dict[str, Handler] = {}


def register(prefix: str, handler: Handler) -> None:
    """Serve every method on `prefix` (such as "/sandbox/workloads") and on the paths below it."""
    if not prefix.startswith(PREFIX):
        raise ValueError(f"control prefix {prefix!r} must start with {PREFIX!r}")
    _handlers[prefix.rstrip("/")] = handler


def handle(request: ControlRequest) -> ControlResponse:
    """Find the handler with the longest matching prefix and run it. `request.path` is the full path here."""
    for prefix in sorted(_handlers, key=len, reverse=True):
        if request.path == prefix or request.path.startswith(prefix + "/"):
            inner = ControlRequest(request.method, request.path[len(prefix) :].strip("/"), request.query, request.body)
            try:
                answer = _handlers[prefix](inner)
            except ControlError as error:
                return ControlResponse(error.body, error.status)
            except Exception as error:
                log.exception("control endpoint %s failed", request.path)
                return ControlResponse({"message": f"{type(error).__name__}: {error}"}, 500)
            return answer if isinstance(answer, ControlResponse) else ControlResponse(answer)
    known = ", ".join(sorted(_handlers))
    return ControlResponse(
        {"message": f"no control endpoint at {request.path}", "path": request.path, "accepted": known}, 404
    )


def wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request below `/sandbox/` as a WSGI application."""
    raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    try:
        body = json.loads(raw) if raw.strip() else None
    except ValueError as error:
        answer = ControlResponse({"message": f"body is not JSON: {error}", "path": "", "accepted": "JSON"}, 400)
    else:
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        answer = handle(ControlRequest(environ["REQUEST_METHOD"], environ["PATH_INFO"].rstrip("/"), query, body))
    payload = json.dumps(answer.body, default=str).encode()
    start_response(
        f"{answer.status} {'OK' if answer.status < 400 else 'Refused'}", [("Content-Type", "application/json")]
    )
    return [payload]
