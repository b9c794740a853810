"""`python3 -m enginehouse_sandbox --port PORT --data DIR`"""

from .server import main

main()
