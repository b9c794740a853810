"""One server process for the whole run, deterministic; more where a test needs another pace or its own journal."""

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox


@pytest.fixture(scope="session")
def aws() -> Iterator[Sandbox]:
    """Synchronous: a request answers when its operation has ended. The clock ticks every 0.1 s."""
    with Sandbox.started(synchronous=True) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def slow() -> Iterator[Sandbox]:
    """Asynchronous with a pause at each resource, to see and disturb operations while they run."""
    with Sandbox.started(synchronous=False, step_seconds=0.15) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def no_faults_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    for name in ("aws", "slow"):
        if name in request.fixturenames:
            request.getfixturevalue(name).control("DELETE", "faults")
