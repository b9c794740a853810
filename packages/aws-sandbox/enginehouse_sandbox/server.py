"""The server: moto's application behind our layers, on one port of this machine."""

import argparse
import importlib.util
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from . import behaviour, clock_control, control, reset, status
from .clock import CLOCK
from .cloudformation import api
from .faults import control as faults_control
from .parent import exit_with_parent
from .startup import Startup
from .wire import call_log
from .wire.middleware import Middleware

DEFAULT_PLACES = ("123456789012/us-east-1", "123456789012/ap-northeast-2")


class RequestHandler(WSGIRequestHandler):
    """Persistent connections, and no line on stderr for each request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        pass


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="enginehouse_sandbox", description="The local AWS of Enginehouse.")
    parser.add_argument("--port", type=int, default=5000, help="port to listen on; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--data", type=Path, help="folder of the journal; without it a restart is empty")
    parser.add_argument(
        "--bootstrap",
        action="append",
        metavar="ACCOUNT/REGION",
        help=f"bootstrap for CDK (default: {' and '.join(DEFAULT_PLACES)})",
    )
    parser.add_argument("--exit-with-parent", action="store_true", help="end when the starting process is gone")
    parsed = parser.parse_args(argv)
    parsed.bootstrap = [_place(parser, given) for given in parsed.bootstrap or DEFAULT_PLACES]
    return parsed


def _place(parser: argparse.ArgumentParser, given: str) -> tuple[str, str]:
    account, _, region = given.partition("/")
    if len(account) != 12 or not account.isdigit() or not region:
        parser.error(f"--bootstrap {given!r}: accepted is ACCOUNT/REGION, such as {DEFAULT_PLACES[0]}")
    return account, region


def application() -> Middleware:
    """moto's application with everything of this package around it; installs the extensions."""
    api.install()
    behaviour.install()
    control.register("/sandbox/status", status.control)
    control.register("/sandbox/faults", faults_control.control)
    control.register("/sandbox/calls", call_log.control)
    control.register("/sandbox/clock", clock_control.control)
    if importlib.util.find_spec("enginehouse_sandbox.workloads"):
        importlib.import_module("enginehouse_sandbox.workloads").install()
    return Middleware(DomainDispatcherApplication(create_backend_app))


def serve(host: str, port: int, app: Middleware) -> BaseWSGIServer:
    """A listening server, answering on a thread of its own."""
    server = make_server(host, port, app, threaded=True, request_handler=RequestHandler)
    os.environ["MOTO_PORT"] = str(server.server_port)
    threading.Thread(target=server.serve_forever, name="http", daemon=True).start()
    return server


def main(argv: list[str] | None = None) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    arguments = parse(sys.argv[1:] if argv is None else argv)
    if arguments.exit_with_parent:
        exit_with_parent()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    app = application()
    try:
        startup = Startup(arguments.bootstrap, arguments.data)
        server = serve(arguments.host, arguments.port, app)
    except OSError as error:
        sys.exit(f"The local AWS cannot start on {arguments.host}:{arguments.port}: {error}")
    startup.run(app)
    reset.on_reset(startup.forget)
    CLOCK.start()
    status.STATUS.ready = True
    print(f"local AWS ready on http://{arguments.host}:{server.server_port}", flush=True)
    threading.Event().wait()
