"""Says how the health checks of load balancers see a target, through the endpoint that everybody uses."""

from ..control import ControlRequest, handle

ENDPOINT = "/sandbox/targets"


def fail_health_checks(target: str) -> None:
    """Let every target group report `target` as unhealthy, in AWS's words."""
    _override(target, "unhealthy", reason="Target.FailedHealthChecks", description="Health checks failed")


def pass_health_checks(target: str) -> None:
    """Take back `fail_health_checks`."""
    _override(target, "healthy")


def _override(target: str, state: str, **said: str) -> None:
    answer = handle(ControlRequest("POST", ENDPOINT, body={"id": target, "state": state, **said}))
    if answer.status >= 400:
        raise RuntimeError(f"{ENDPOINT} refused {target!r}: {answer.body}")
