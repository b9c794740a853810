"""One engine: it boots, serves sessions, may stop answering, and shuts down."""

from random import Random
from typing import Literal

from ..timeline import Timeline
from ..walk import Walk
from . import boot, cloud_init
from .errors import error_line
from .formats import logrus, slog
from .log import HostLog, Line
from .machine import GIB, Machine, Sample
from .metrics_line import EVERY_SECONDS, log_metrics
from .session import Session
from .terminator import Terminator

SECONDS_BETWEEN_SESSIONS = 30
MOST_SESSIONS = 5
"""So many that two processors stay below the 80 % at which pools raise an alarm: that is left to people."""
SECONDS_BETWEEN_STARTS = 10
STRANGERS = 1 / 25
GC_ABOVE = 0.75

State = Literal["starting", "serving", "failing", "stopped"]


class Engine:
    """Deterministic by instance id, machine, and the moments of birth, failure and repair. It knows no AWS."""

    def __init__(self, instance_id: str, machine: Machine, born: float) -> None:
        self.instance_id = instance_id
        self.state: State = "starting"
        self.draining = False
        self._machine = machine
        self._random = Random(instance_id)
        self._timeline = Timeline()
        self._host_log = HostLog()
        self._log = self._host_log.writer("engine")
        self._terminator = Terminator(self._host_log.writer("stunnel"), self._random)
        self._sessions: list[Session] = []
        load = Random(f"{instance_id} load")
        self._cpu = Walk(load, start=12, low=1, high=97, tremble=2.5)
        self._memory = Walk(load, start=17, low=9, high=91, tremble=0.8)
        cloud_init.log_user_data(self._host_log.writer("boot"), born, boot.SECONDS)
        self._terminator.start(born)
        self._boot(born, clean=True)

    def advance(self, now: float) -> list[Line]:
        """Live up to `now`; returns what was logged since the last call."""
        self._timeline.run(now)
        return self._host_log.take(now)

    def sample(self) -> Sample:
        """Measure. Each call takes one step of the walks, so call it once a minute."""
        serving = self.state == "serving"
        demand = sum(session.load for session in self._sessions) / self._machine.vcpus
        self._cpu.step(5 + demand if serving else 1.5)
        self._memory.step(18 + 6.5 * len(self._sessions) if serving else 9.5)
        return self._measured()

    @property
    def session_count(self) -> int:
        return len(self._sessions)

    def drain(self) -> None:
        """Take no new sessions; those that are open go on."""
        self.draining = True

    def fail(self, now: float) -> None:
        """Stop answering: the disk is full, and no new start helps. Again: no effect."""
        if self.state == "failing":
            return
        self._halt(now)
        self.state = "failing"
        self._cache_bytes = self._machine.disk
        full = {"error": "database or disk is full"}
        self._log(now, slog(now, "ERROR", "failed to persist dagql cache", full))
        self._log(now, f"dagger-engine: {boot.NO_SPACE}")
        for session in self._sessions:
            session.cut(now)
        self._sessions.clear()
        self._timeline.at(now + 1, self._fail_again)

    def repair(self, now: float) -> None:
        """Start again after `fail`. The stop was unclean, so the engine wipes its cache."""
        if self.state != "failing":
            return
        self._halt(now)
        self._boot(now, clean=False)

    def log_errors(self, now: float, seconds: float, rate: float) -> None:
        """Log `rate` errors a second for `seconds`, while serving."""
        for number in range(round(seconds * rate)):
            self._timeline.at(now + number / rate, self._log_error)

    def shut_down(self, now: float) -> list[Line]:
        """The host goes away: returns the last lines, those after a SIGTERM among them."""
        self._halt(now)
        if self.state == "serving":
            self._log(now, logrus(now, "error", "server context canceled", {"error": "context canceled"}))
            self._log(now, logrus(now, "info", "stopping server"))
            for session in self._sessions:
                session.end(now)
            self._log(now + 0.1, "shutting down telemetry...")
            self._log(now + 0.1, "telemetry shut down complete")
        self._sessions.clear()
        self._terminator.stop(now)
        self.state = "stopped"
        return self._host_log.take(float("inf"))

    def _halt(self, now: float) -> None:
        self._timeline.run(now)
        self._timeline.clear()
        self._host_log.forget_after(now)

    def _boot(self, now: float, *, clean: bool) -> None:
        self.state = "starting"
        self._started = now
        self._cache_entries = 0
        self._cache_bytes = GIB // 2
        boot.log_start(self._log, now, self._machine.hostname, clean=clean)
        self._timeline.at(now + boot.SECONDS, self._serve)

    def _serve(self, now: float) -> None:
        self.state = "serving"
        self._timeline.at(now + self._random.uniform(1, 6), self._open_session)
        self._timeline.at(now + EVERY_SECONDS, self._log_metrics)

    def _open_session(self, now: float) -> None:
        self._timeline.at(now + self._random.expovariate(1 / SECONDS_BETWEEN_SESSIONS), self._open_session)
        if self._random.random() < STRANGERS:
            self._terminator.refuse_stranger(now)
        if self.draining or len(self._sessions) >= MOST_SESSIONS:
            return
        session = Session(self._log, self._terminator, self._random, now)
        self._sessions.append(session)
        self._timeline.at(session.plan(self._timeline, now), lambda when: self._end_session(session, when))

    def _end_session(self, session: Session, now: float) -> None:
        session.end(now)
        self._sessions.remove(session)
        self._timeline.at(now + 1, self._collect_garbage)

    def _collect_garbage(self, now: float) -> None:
        """What a session leaves behind stays in the cache, until that takes three quarters of the disk."""
        self._cache_entries += self._random.randrange(20, 400)
        self._cache_bytes += self._random.randrange(GIB // 4)
        if self._cache_bytes < GC_ABOVE * self._machine.disk:
            skipped = {"policyIndex": 0, "usedBytes": self._cache_bytes}
            self._log(now, slog(now, "DEBUG", "dagql prune skip policy: no reclaim target", skipped))
            return
        reclaimed = self._cache_bytes // 3
        self._cache_bytes -= reclaimed
        self._cache_entries -= self._cache_entries // 3
        self._log(now, slog(now, "INFO", "dagql prune complete", {"policyIndex": 0, "reclaimedBytes": reclaimed}))

    def _log_metrics(self, now: float) -> None:
        self._timeline.at(now + EVERY_SECONDS, self._log_metrics)
        uptime = now - self._started
        log_metrics(self._log, now, self._random, self._machine, self._measured(), self._cache_entries, uptime)

    def _measured(self) -> Sample:
        disk = 100 * self._cache_bytes / self._machine.disk
        return Sample(self._cpu.value, self._memory.value, disk, len(self._sessions))

    def _log_error(self, now: float) -> None:
        session = self._random.choice(self._sessions).id if self._sessions else None
        self._log(now, error_line(now, self._random, session))

    def _fail_again(self, now: float) -> None:
        """systemd starts the engine anew, and a client or a health check meets nobody."""
        self._timeline.at(now + SECONDS_BETWEEN_STARTS, self._fail_again)
        self._terminator.fail_to_connect(now)
        boot.log_failed_start(self._log, now)
