"""Print the part of requirements.lock that the named extras need, hashes and all, for pip.

One lock file serves kiosks, servers and developers, and pip cannot pick from a hashed file by
itself. The lock names who asked for each package, so the part is what can be reached from the
project's own dependencies.

    python packaging/locked.py server > server.txt && pip install --require-hashes -r server.txt
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENT = re.compile(r"([\w.-]+)(?:\[([\w,-]+)\])?")


def plain(name: str) -> str:
    """Write a distribution's name the one way in which names can be compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_names(project: dict[str, Any], extras: Iterable[str]) -> Iterator[str]:
    """Name what the project asks for itself, following extras made of other extras."""
    groups = project["optional-dependencies"]
    requirements = [*project["dependencies"], *(r for extra in extras for r in groups[extra])]
    for requirement in requirements:
        name, inner = REQUIREMENT.findall(requirement)[0]
        if plain(name) == project["name"]:
            yield from direct_names(project, inner.split(","))
        else:
            yield plain(name)


def locked_part(lock: str, direct: Iterable[str]) -> str:
    """Return the lock's entries that the direct names need, in the lock's order."""
    entries = re.findall(r"^\S+==.*\n(?:[ ]+.*\n)*", lock, re.MULTILINE)
    names = [plain(entry.partition("==")[0]) for entry in entries]
    askers = [set(re.findall(r"^ +#(?: via)? +(\S+)", entry, re.MULTILINE)) for entry in entries]
    needed = set(direct)
    grown = True
    while grown:
        more = {name for name, by in zip(names, askers, strict=True) if by & needed} - needed
        needed |= more
        grown = bool(more)
    return "".join(entry for name, entry in zip(names, entries, strict=True) if name in needed)


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    unknown = set(sys.argv[1:]) - set(project["optional-dependencies"])
    if unknown:
        sys.exit(f"There is no extra named {' or '.join(sorted(unknown))} in pyproject.toml.")
    sys.stdout.write(locked_part(lock, direct_names(project, sys.argv[1:])))


if __name__ == "__main__":
    main()
