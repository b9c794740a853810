"""The workload simulator: it writes what the workloads of known kinds of stacks would write.

A stack is found by its tag `enginehouse:definition`. To add a kind of workload, add a
file with a `KIND` and name it in `KINDS`.
"""

from ..hooks import declare_limits, every_second, register
from . import dagger_engine_pool, ktor_chassis
from .simulator import Simulator

KINDS = (dagger_engine_pool.KIND, ktor_chassis.KIND)


def install() -> None:
    """Start simulating: once, while the server starts."""
    simulator = Simulator(KINDS)
    every_second(simulator.tick)
    register("/sandbox/workloads", simulator.handle)
    declare_limits([_others_stand_still()])
    for kind in KINDS:
        declare_limits(kind.limits)


def _others_stand_still() -> dict[str, str]:
    kinds = " and ".join(kind.definition for kind in KINDS)
    return {
        "id": "other-definitions",
        "title": "Other kinds of stacks",
        "detail": f"Only stacks of {kinds} are brought to life. In others nothing writes metrics or lines but what "
        "resources say of themselves, such as targets their health and queues their messages.",
    }
