"""What an engine logs from its start until it serves."""

from .formats import logrus, slog
from .log import Write
from .machine import STATE_FOLDER

VERSION = "v0.21.8"
SECONDS = 1.8


ADDRESS = "0.0.0.0:1234"
"""Inside the engine's container; the host passes its loopback address on to it."""
NO_SPACE = f"open {STATE_FOLDER}/worker: no space left on device"


def log_start(log: Write, at: float, hostname: str, *, clean: bool) -> None:
    """The lines up to readiness at `at + SECONDS`. Without a `clean` stop before, the cache is wiped."""
    _log_version(log, at)
    for step, message in enumerate(
        ("loading engine config file", "setting up engine networking", "setting engine configs from defaults and flags")
    ):
        moment = at + 0.1 * (step + 1)
        log(moment, logrus(moment, "debug", message))
    log(at + 0.5, logrus(at + 0.5, "info", f"engine name: {hostname}"))
    log(at + 0.6, logrus(at + 0.6, "debug", "creating engine lockfile"))
    log(at + 0.7, logrus(at + 0.7, "debug", "creating engine server"))
    if not clean:
        wiped = "dagql persistence store marked unclean; wiping and cold-starting"
        log(at + 0.9, slog(at + 0.9, "WARN", wiped, {"cleanShutdown": 0}))
    log(at + 1.2, logrus(at + 1.2, "warning", "could not detect mtu", {"error": "no default route interface"}))
    log(at + 1.5, logrus(at + 1.5, "debug", "starting main engine api listeners"))
    unsafe = f"TLS is not enabled for tcp://{ADDRESS}. enabling mutual TLS authentication is highly recommended"
    log(at + 1.6, logrus(at + 1.6, "warning", unsafe))
    for address in ("/run/dagger/engine.sock", "/run/buildkit/buildkitd.sock", "[::]:1234"):
        log(at + SECONDS, logrus(at + SECONDS, "info", f"running server on {address}"))


def log_failed_start(log: Write, at: float) -> None:
    """An engine whose disk is full comes no further than this."""
    _log_version(log, at)
    log(at + 0.7, f"dagger-engine: failed to create engine: {NO_SPACE}")


def _log_version(log: Write, at: float) -> None:
    log(at, logrus(at, "info", f"starting dagger engine version:{VERSION} linux/amd64"))
