"""One Dagger engine as an observer sees it: what its host logs and what is measured about it."""

from .engine import Engine
from .log import STREAMS, Line
from .machine import STATE_FOLDER, Machine, Sample
from .structured import structured

__all__ = ["STATE_FOLDER", "STREAMS", "Engine", "Line", "Machine", "Sample", "structured"]
