"""A log is searched for all that nobody expected, and for nothing else."""

from pathlib import Path

from tests.end_to_end.complaints import Complaints

CALM = "2026-11-22 09:00:00,123 INFO kiosk.sync: paired\n"
BAD = "2026-11-22 09:00:01,123 ERROR kiosk.worker: it failed\nTraceback (most recent call last):\n"
LATER = "2026-11-22 09:00:02,123 WARNING kiosk.sync.pull: a row was left out"
QML = "file:///KioskPage.qml:12: TypeError: Cannot read property\n"


def test_each_complaint_of_each_log_is_told_once(tmp_path: Path) -> None:
    kiosk, wall = tmp_path / "kiosk" / "kiosk.log", tmp_path / "wall.log"
    kiosk.parent.mkdir()
    kiosk.write_text(CALM + BAD + LATER)
    wall.write_text(QML + CALM)
    complaints = Complaints(tmp_path)
    assert list(complaints.new()) == [
        f"kiosk/kiosk.log: {BAD.strip()}",
        f"wall.log: {QML.strip()}",
    ]
    kiosk.write_text(CALM + BAD + LATER + "\n" + CALM)
    assert list(complaints.new()) == [f"kiosk/kiosk.log: {LATER}"]
    assert list(complaints.new()) == []
