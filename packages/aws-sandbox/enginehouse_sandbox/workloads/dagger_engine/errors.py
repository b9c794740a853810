"""Errors an engine logs while it goes on serving."""

from random import Random

from .formats import logrus, slog
from .identity import new_id

REASONS = (
    ("failed to kill process in container", "context deadline exceeded"),
    ("failed to resolve image", "golang:1.24: 429 Too Many Requests"),
    ("error releasing dagql cache", "database is locked"),
    ("failed to pull layer", "unexpected EOF"),
    ("failed to start container", "write /var/lib/dagger/worker: no space left on device"),
)


def error_line(at: float, random: Random, session: str | None) -> str:
    message, error = random.choice(REASONS)
    fields = {"error": error, "session": session or new_id(random)}
    return random.choice((lambda: logrus(at, "error", message, fields), lambda: slog(at, "ERROR", message, fields)))()
