"""The line `engine metrics`, which the engine writes every 60 seconds."""

from random import Random

from .formats import Field, logrus
from .log import Write
from .machine import GIB, STATE_FOLDER, Machine, Sample

EVERY_SECONDS = 60
ROOT_DISK = 30 * GIB


def log_metrics(
    log: Write, at: float, random: Random, machine: Machine, sample: Sample, cache_entries: int, uptime: float
) -> None:
    load = sample.cpu / 100 * machine.vcpus
    used = int(machine.memory * sample.memory / 100)
    fields: dict[str, Field] = {
        "dagger-session-count": sample.sessions,
        "dagql-cache-size": cache_entries,
        "goroutine-count": 180 + 95 * sample.sessions + random.randrange(40),
        "cpu-count": machine.vcpus,
        "loadavg-1": round(load, 2),
        "loadavg-5": round(load * 0.9, 2),
        "loadavg-15": round(load * 0.8, 2),
        "mem-total": machine.memory,
        "mem-available": machine.memory - used,
        "mem-free": (machine.memory - used) // 3,
        "proc-self-mem-rss": used * 2 // 3,
        "uptime": f"{int(uptime) // 60}m{int(uptime) % 60}s",
        "disk-size-/": ROOT_DISK,
        "disk-free-/": ROOT_DISK * 3 // 5,
        f"disk-size-{STATE_FOLDER}": machine.disk,
        f"disk-free-{STATE_FOLDER}": int(machine.disk * (1 - sample.disk / 100)),
    }
    log(at, logrus(at, "info", "engine metrics", fields))
