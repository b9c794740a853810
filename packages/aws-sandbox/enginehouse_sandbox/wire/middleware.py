"""Every request's way: control endpoint, or call log, fault rules, moto, and errors in AWS's form."""

import io
import logging
from collections.abc import Callable, Iterable
from typing import Any

from .. import control, faults, reset, status
from .api_call import ApiCall, identify
from .call_log import CALLS, LoggedCall
from .errors import WireError, error_code, render

log = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]
AfterCall = Callable[[ApiCall, Environ], None]

NOT_READY = WireError("ServiceUnavailable", "The local AWS is starting: it restores its stacks.", 503)


class Middleware:
    """Wraps moto's application. `after` is told of every call that succeeded."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.after: list[AfterCall] = []

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(control.PREFIX):
            return control.wsgi(environ, start_response)
        body = _whole_body(environ)
        call = identify(environ, body)
        logged = CALLS.add(call) if call else None
        if not status.STATUS.ready:
            return _refuse(NOT_READY, call, logged, environ, start_response)
        error = _strike(call) if call else None
        if error:
            return _refuse(error, call, logged, environ, start_response)
        return self._pass_on(call, logged, environ, start_response)

    def _pass_on(
        self, call: ApiCall | None, logged: LoggedCall | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        def start(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if logged:
                logged.status = int(line.split()[0])
                named = {key.lower(): value for key, value in headers}
                logged.request_id = named.get("x-amzn-requestid")
            return start_response(line, headers, *rest)

        try:
            answer = self.app(environ, start)
        except NotImplementedError as error:
            refused = WireError("UnsupportedOperation", f"Not in the local AWS: {error}")
            return _refuse(refused, call, logged, environ, start_response)
        except Exception as error:
            log.exception("%s failed", call.action if call else environ.get("PATH_INFO"))
            refused = WireError("InternalFailure", f"{type(error).__name__}: {error}", 500)
            return _refuse(refused, call, logged, environ, start_response)
        if logged and logged.status >= 400:
            answer = [b"".join(answer)]
            logged.error = error_code(answer[0])
        if environ.get("PATH_INFO") == "/moto-api/reset" and environ["REQUEST_METHOD"] == "POST":
            reset.reset()
        if call and logged and logged.status < 300:
            for tell in self.after:
                tell(call, environ)
        return answer


def _whole_body(environ: Environ) -> bytes:
    """Read the body once (a persistent connection must not keep any of it) and leave it readable again."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        body = stream.read()
        environ["CONTENT_LENGTH"] = str(len(body))
    else:
        body = stream.read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _strike(call: ApiCall) -> WireError | None:
    """What the first fault rule that strikes does to this call."""
    for rule in faults.active():
        if rule.of_resource or not rule.matches_call(call.service, call.action) or not faults.strike(rule):
            continue
        faults.wait(rule)
        if rule.error:
            return WireError(rule.error, rule.message, rule.status)
    return None


def _refuse(
    error: WireError, call: ApiCall | None, logged: LoggedCall | None, environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    if logged:
        logged.status, logged.error = error.status, error.code
    content_type, body = render(error, call.service if call else "", environ.get("CONTENT_TYPE", ""))
    headers = [("Content-Type", content_type), ("x-amzn-errortype", error.code), ("Content-Length", str(len(body)))]
    start_response(f"{error.status} Refused", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
