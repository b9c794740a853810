"""Ending with the parent: a local AWS must not outlive the launcher that was killed."""

import os
import threading
import time

CHECK_SECONDS = 0.5


def exit_with_parent() -> None:
    """End this process, without cleaning up, soon after its parent is gone. Works on every Unix."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(CHECK_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
