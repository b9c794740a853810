"""Ending with the parent: a local AWS must not outlive the launcher that was killed."""

import os
import threading
import time

CHECK_SECONDS = 0.5
STARTED_BY = os.getppid()
"""Read when this module is imported, which is first of all: the rest of the imports take seconds."""


def exit_with_parent() -> None:
    """End this process, without cleaning up, soon after its parent is gone. Works on every Unix."""

    def watch() -> None:
        while os.getppid() == STARTED_BY:
            time.sleep(CHECK_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
