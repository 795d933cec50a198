"""Each kind of host runs on its own part of the lock file, and on nothing that is not in it."""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# None in sys.modules makes an import fail as if the package were not installed.
PROGRAM = """
import importlib, pkgutil, sys
absent, packages = (argument.split(",") for argument in sys.argv[1:])
sys.modules |= dict.fromkeys(absent)
for name in packages:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
        if ".migrations." not in found.name:  # they run inside Alembic
            importlib.import_module(found.name)
"""
WITHOUT_A_SCREEN = (
    "kiosk.cli,kiosk.domain,kiosk.store,kiosk.wire,kiosk.matching,kiosk.reports,kiosk.actions,"
    "kiosk.server,ui.cli"
)


def _absent_on(extra: str) -> set[str]:
    """Name the installed packages that a host with this extra alone does not have."""
    locked = [sys.executable, str(ROOT / "packaging" / "locked.py"), extra]
    lines = subprocess.run(locked, capture_output=True, text=True, check=True).stdout.splitlines()
    present = {line.split("==")[0] for line in lines if "==" in line} | {"hello-lobby"}
    return {
        package
        for package, distributions in packages_distributions().items()
        if present.isdisjoint(name.replace("_", "-").lower() for name in distributions)
    }


@pytest.mark.parametrize(("extra", "packages"), [("server", WITHOUT_A_SCREEN), ("all", "kiosk,ui")])
def test_the_code_imports_nothing_that_its_host_lacks(extra: str, packages: str) -> None:
    absent = _absent_on(extra)
    assert ("PySide6" in absent) == (extra == "server")
    assert "pytest" in absent
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, ",".join(sorted(absent)), packages],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stderr == ""
    assert answer.returncode == 0
