"""What cloud-init writes while a host runs its user data."""

from datetime import UTC, datetime

from .log import Write

VERSION = "22.2.2"
KERNEL_SECONDS = 11.4
"""From power on to cloud-init."""


def log_user_data(log: Write, at: float, seconds: float) -> None:
    """User data that took `seconds`, from `at` on."""
    begun = f"Cloud-init v. {VERSION} running 'modules:final' at {_clock(at)}. Up {KERNEL_SECONDS:.2f} seconds."
    log(at, begun)
    end = at + seconds
    up = KERNEL_SECONDS + seconds
    log(end, f"Cloud-init v. {VERSION} finished at {_clock(end)}. Datasource DataSourceEc2.  Up {up:.2f} seconds")


def _clock(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
