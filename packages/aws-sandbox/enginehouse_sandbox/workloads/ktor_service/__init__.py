"""What a task of a Ktor service does as seen from outside: requests it answers, and the lines it logs of them."""

from .request import Request
from .task import TaskTraffic

__all__ = ["Request", "TaskTraffic"]
