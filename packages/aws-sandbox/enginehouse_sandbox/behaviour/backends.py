"""Going through moto's backends of one service, in every account and region that exists."""

from collections.abc import Iterator
from typing import Any


def every(backends: Any) -> Iterator[tuple[str, str, Any]]:
    """Account, region and backend, of what was used so far; nothing is created."""
    for account in list(backends.keys()):
        for region, backend in list(backends[account].items()):
            yield account, region, backend
