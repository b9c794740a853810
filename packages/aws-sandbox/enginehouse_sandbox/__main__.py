"""`python3 -m enginehouse_sandbox --port PORT --data DIR`"""

from . import parent  # noqa: F401 (first: it remembers who started this process)
from .server import main

main()
