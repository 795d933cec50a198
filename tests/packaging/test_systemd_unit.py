"""What systemd says of the kiosk's unit. Collected only where it can be asked: conftest.py."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "hello-lobby-kiosk.service"
    text = (ROOT / "packaging" / unit.name).read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/hello-lobby", str(ROOT)), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
