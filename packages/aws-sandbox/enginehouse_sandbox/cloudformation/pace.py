"""How fast the engine works: a pause at each resource so that progress can be seen, or all at once."""

import os
import time
from dataclasses import dataclass

from ..settings import seconds


@dataclass(frozen=True)
class Pace:
    """`step_seconds` at each resource and each phase of a change set; `synchronous`: a request
    answers only when its operation has ended (deterministic, for tests and the journal)."""

    step_seconds: float = 0.2
    synchronous: bool = False

    @classmethod
    def from_environment(cls) -> "Pace":
        return cls(
            step_seconds=seconds("SANDBOX_CFN_STEP_SECONDS", 0.2),
            synchronous=os.environ.get("SANDBOX_CFN_ASYNC", "1") == "0",
        )

    def step(self) -> None:
        if self.step_seconds > 0:
            time.sleep(self.step_seconds)


INSTANT = Pace(step_seconds=0, synchronous=True)
