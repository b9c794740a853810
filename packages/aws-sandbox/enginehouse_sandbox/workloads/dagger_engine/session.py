"""One client's session: it opens, runs the steps of a build, and ends."""

from random import Random

from ..timeline import Timeline
from .formats import logrus, slog
from .identity import new_id
from .log import Write
from .terminator import Terminator

BUILDS = (
    ("go mod download", "go vet ./...", "go test ./...", "go build -o /out/server ./cmd/server"),
    ("npm ci", "npm run lint", "npm test", "npm run build"),
    ("pip install -r requirements.txt", "ruff check .", "pytest -q"),
    ("./gradlew --no-daemon check", "./gradlew --no-daemon installDist"),
    ("terraform fmt -check", "terraform validate"),
)
FAILING = 1 / 12


class Session:
    """`load` is what it takes of one processor, in percent."""

    def __init__(self, log: Write, terminator: Terminator, random: Random, at: float) -> None:
        self.id = new_id(random)
        self.load = random.uniform(8, 30)
        self._log = log
        self._terminator = terminator
        self._random = random
        self._threads = terminator.accept(at)
        client = new_id(random)
        log(at, slog(at, "INFO", "initializing new session", {"session": self.id}))
        log(at + 0.004, slog(at + 0.004, "DEBUG", "initialized new session", {"session": self.id}))
        fields = {"isMainClient": True, "sessionID": self.id, "clientID": client, "mainClientID": client}
        log(at + 0.007, slog(at + 0.007, "INFO", "initializing new client", fields))

    def plan(self, timeline: Timeline, at: float) -> float:
        """Plan the build's steps; returns when the session ends."""
        steps = self._random.choice(BUILDS)
        last = self._random.randrange(len(steps)) if self._random.random() < FAILING else None
        for number, command in enumerate(steps):
            at += self._random.uniform(1, 4)
            took = self._random.uniform(3, 40)
            failed = number == last
            self._plan_step(timeline, at, took, command, failed)
            at += took
            if failed:
                break
        return at + self._random.uniform(0.5, 3)

    def end(self, at: float) -> None:
        fields = {"session": self.id}
        self._log(at, slog(at, "INFO", "removing session; stopping client services and flushing", fields))
        self._log(at + 0.02, slog(at + 0.02, "DEBUG", "stopped services", fields))
        self._log(at + 0.05, slog(at + 0.05, "DEBUG", "session removed", fields))
        self._terminator.close(at, self._threads)

    def cut(self, at: float) -> None:
        """The engine died under the session."""
        self._terminator.reset(at, self._threads)

    def _plan_step(self, timeline: Timeline, at: float, took: float, command: str, failed: bool) -> None:
        step = {"args": f"[{command}]", "id": new_id(self._random), "session": self.id}
        timeline.at(at, lambda when: self._log(when, logrus(when, "debug", "starting container", step)))
        outcome = {**step, "exitCode": int(failed), "duration": f"{took:.3f}s"}
        level = "warning" if failed else "debug"
        message = "container exited with an error" if failed else "container exited"
        timeline.at(at + took, lambda when: self._log(when, logrus(when, level, message, outcome)))
