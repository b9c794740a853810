"""A local AWS ends with the process that started it."""

import subprocess
import sys
from pathlib import Path

from .sandbox import PACKAGE, until

CHILD = """
import os, time
from enginehouse_sandbox.parent import exit_with_parent
exit_with_parent()
print(os.getpid(), flush=True)
time.sleep(60)
"""
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_it_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=PACKAGE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert _runs(child)
        parent.kill()
    until(lambda: _runs(child), lambda runs: not runs, seconds=5)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
