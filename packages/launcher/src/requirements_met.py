"""Exits with 0 when every package of a requirements file is installed in exactly that version.

Extras count: with `moto[server]==5.2.1` the packages moto lists for `server` must be there too.
Usage: python requirements_met.py FILE
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version

PIN = re.compile(r"^(?P<name>[\w.-]+)(\[(?P<extras>[\w,-]+)\])?==(?P<version>\S+)$")


def pins(text: str) -> list[re.Match[str]]:
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [pin for line in lines if line and (pin := PIN.match(line))]


def brought_by_extra(name: str, extra: str) -> list[str]:
    marker = re.compile(rf"""extra\s*==\s*['"]{extra}['"]""")
    wanted = [line for line in requires(name) or [] if marker.search(line)]
    return [re.split(r"[\s\[<>=!~;(]", line)[0] for line in wanted]


def met(pin: re.Match[str]) -> bool:
    try:
        if version(pin["name"]) != pin["version"]:
            return False
        for extra in (pin["extras"] or "").split(","):
            for name in brought_by_extra(pin["name"], extra) if extra else []:
                version(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        sys.exit(not all(map(met, pins(file.read()))))
