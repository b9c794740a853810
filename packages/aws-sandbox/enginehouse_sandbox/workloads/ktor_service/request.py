"""One HTTP request that a service answered, and its line in the log: JSON as the Logstash encoder writes it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import UUID

ROUTES = {
    "service": (("GET", "/orders"), ("GET", "/orders/{n}"), ("POST", "/orders"), ("GET", "/customers/{n}")),
    "admin": (("GET", "/users"), ("GET", "/reports/{n}"), ("PUT", "/users/{n}")),
}
_USUAL = (200, 200, 200, 200, 200, 200, 200, 201, 204, 404)
FAILURES = (
    "Connection is not available, request timed out after 30000ms",
    "Failed to reach the cache within 500 ms",
    "Deadline exceeded while waiting for an upstream answer",
)


@dataclass(frozen=True)
class Request:
    """`path` as the balancer saw it; `seconds` the service took; `failure` why it answered 500."""

    at: float
    id: str
    method: str
    path: str
    status: int
    seconds: float
    failure: str | None = None

    def line(self) -> str:
        moment = datetime.fromtimestamp(self.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields = {
            "@timestamp": moment,
            "@version": "1",
            "level": "ERROR" if self.failure else "INFO",
            "logger_name": "io.ktor.server.Application",
            "thread_name": "eventLoopGroupProxy-4-1",
            "message": self.failure or f"{self.status}: {self.method} {self.path} in {self.milliseconds} ms",
            "request_id": self.id,
            "method": self.method,
            "path": self.path,
            "status": self.status,
            "duration": self.milliseconds,
        }
        return json.dumps(fields)

    @property
    def milliseconds(self) -> int:
        return round(self.seconds * 1000)


def answered(at: float, random: Random, slot: str) -> Request:
    """A request as they usually are. `slot` is a key of `ROUTES`: the first part of its path."""
    method, route = random.choice(ROUTES[slot])
    path = f"/{slot}{route.replace('{n}', str(random.randint(1, 4000)))}"
    seconds = min(2.0, random.lognormvariate(-4.2, 0.6))
    return Request(at, _identifier(random), method, path, random.choice(_USUAL), seconds)


def failed(at: float, random: Random, slot: str) -> Request:
    method, route = random.choice(ROUTES[slot])
    path = f"/{slot}{route.replace('{n}', str(random.randint(1, 4000)))}"
    return Request(at, _identifier(random), method, path, 500, random.uniform(0.5, 3), random.choice(FAILURES))


def _identifier(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
