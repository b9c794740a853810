"""What the environment sets: how fast the local AWS's own behaviour goes."""

import os


def seconds(name: str, default: float) -> float:
    """A number of seconds from the environment variable `name`. Raises ValueError naming it."""
    given = os.environ.get(name)
    if given is None:
        return default
    try:
        return float(given)
    except ValueError as error:
        raise ValueError(f"{name} is {given!r}; accepted is a number of seconds") from error


TICK_SECONDS = seconds("SANDBOX_TICK_SECONDS", 1)
"""Between two beats of the clock."""
INITIAL_SECONDS = seconds("SANDBOX_INITIAL_SECONDS", 5)
"""How long a newly registered target is `initial` before it is healthy."""
UNHEALTHY_SECONDS = seconds("SANDBOX_UNHEALTHY_SECONDS", 120)
"""How long an instance is unhealthy before its Auto Scaling group replaces it."""
METRIC_SECONDS = seconds("SANDBOX_METRIC_SECONDS", 30)
"""Between two points of the metrics that load balancers publish, unless something changed."""
METRIC_HISTORY_SECONDS = seconds("SANDBOX_METRIC_HISTORY_SECONDS", 3 * 3600)
"""How long those points are kept: moto reads metrics by scanning all of them."""
TASK_SECONDS = seconds("SANDBOX_TASK_SECONDS", 2)
"""How long an ECS task takes from its launch until it runs."""
