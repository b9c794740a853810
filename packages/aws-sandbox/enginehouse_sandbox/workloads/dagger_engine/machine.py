"""What an engine runs on, and what is measured about it."""

from dataclasses import dataclass

GIB = 2**30
STATE_FOLDER = "/var/lib/dagger"


@dataclass(frozen=True)
class Machine:
    """The host: `memory` in bytes, and `disk`, the volume of the engine's state, in bytes."""

    hostname: str = "localhost"
    vcpus: int = 2
    memory: int = 4 * GIB
    disk: int = 200 * GIB


@dataclass(frozen=True)
class Sample:
    """What is measured at one moment; `cpu`, `memory` and `disk` in percent of the machine's."""

    cpu: float
    memory: float
    disk: float
    sessions: int
