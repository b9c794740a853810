"""`/sandbox/clock`: the clock stands still, goes on, or ticks once, so that nothing moves between two looks."""

from typing import Any

from .clock import CLOCK
from .control import ControlError, ControlRequest


def control(request: ControlRequest) -> Any:
    """GET tells; POST `{running}` lets it stand still or go on; POST to `tick` answers when one tick is over."""
    if request.path not in ("", "tick"):
        raise ControlError(f"nothing at {request.path!r}", accepted="/sandbox/clock, /sandbox/clock/tick", status=404)
    if request.method == "POST" and request.path == "tick":
        CLOCK.tick()
    elif request.method == "POST":
        running = request.body.get("running") if isinstance(request.body, dict) else None
        if not isinstance(running, bool):
            raise ControlError(f"running is {running!r}", path="running", accepted="true or false")
        CLOCK.running = running
    return {"running": CLOCK.running}
