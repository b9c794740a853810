"""What an engine runs on, and what is measured about it."""

from dataclasses import dataclass

GIB = 2**30


@dataclass(frozen=True)
class Machine:
    """The host: `memory` and `disk` in bytes."""

    vcpus: int = 2
    memory: int = 4 * GIB
    disk: int = 200 * GIB


@dataclass(frozen=True)
class Sample:
    """What is measured at one moment; `cpu` and `memory` in percent of the machine."""

    cpu: float
    memory: float
    sessions: int
