"""stunnel in front of the engine: port 8443 with client certificates, the engine on loopback behind it."""

from random import Random

from .formats import stunnel
from .log import Write

CONNECTIONS_PER_SESSION = 4
ENGINE = "127.0.0.1:1234"


class Terminator:
    def __init__(self, log: Write, random: Random) -> None:
        self._log = log
        self._random = random
        self._threads = 0

    def start(self, at: float) -> None:
        for message in (
            "stunnel 5.68 on x86_64-amazon-linux-gnu platform",
            "Reading configuration from file /etc/stunnel/stunnel.conf",
            "Configuration successful",
        ):
            self._note(at, "ui", message)

    def accept(self, at: float) -> list[int]:
        """A client opens the connections of one session; returns their threads, for `close`."""
        client = f"10.0.{self._random.randrange(4)}.{self._random.randrange(10, 250)}"
        threads = [self._next_thread() for _ in range(CONNECTIONS_PER_SESSION)]
        for thread in threads:
            port = self._random.randrange(32768, 60999)
            self._note(at, thread, f"Service [engine] accepted connection from {client}:{port}")
            self._note(at, thread, f"s_connect: connected {ENGINE}")
        return threads

    def close(self, at: float, threads: list[int]) -> None:
        for thread in threads:
            out, back = self._random.randrange(2_000, 9_000_000), self._random.randrange(2_000, 400_000)
            self._note(at, thread, f"Connection closed: {out} byte(s) sent to TLS, {back} byte(s) sent to socket")

    def reset(self, at: float, threads: list[int]) -> None:
        """The engine went away under its connections."""
        for thread in threads:
            self._log(at, stunnel(at, 3, thread, "readsocket: Connection reset by peer (104)"))

    def refuse_stranger(self, at: float) -> None:
        """Somebody came without a client certificate."""
        thread = self._next_thread()
        reason = "error:0A0000C7:SSL routines::peer did not return a certificate"
        self._log(at, stunnel(at, 3, thread, f"SSL_accept: ssl/statem/statem_srvr.c:3511: {reason}"))
        self._note(at, thread, "Connection reset: 0 byte(s) sent to TLS, 0 byte(s) sent to socket")

    def fail_to_connect(self, at: float) -> None:
        """A client came, and no engine listens behind the terminator."""
        thread = self._next_thread()
        self._log(at, stunnel(at, 3, thread, f"s_connect: connect {ENGINE}: Connection refused (111)"))
        self._log(at, stunnel(at, 3, thread, "No more addresses to connect"))
        self._note(at, thread, "Connection reset: 0 byte(s) sent to TLS, 0 byte(s) sent to socket")

    def stop(self, at: float) -> None:
        self._note(at, "main", "Terminated")
        self._note(at, "main", "Terminating 1 service thread(s)")

    def _next_thread(self) -> int:
        self._threads += 1
        return self._threads

    def _note(self, at: float, thread: int | str, message: str) -> None:
        self._log(at, stunnel(at, 5, thread, message))
