"""Leaves out what only some machines can check."""

import shutil

_NEEDS = {"test_systemd_unit.py": "systemd-analyze", "test_renderers.py": "Xvfb"}

collect_ignore = [test for test, program in _NEEDS.items() if shutil.which(program) is None]
