"""The demo without a display: a whole morning through real frames, with pictures."""

from pathlib import Path

import pytest

from tests.end_to_end.conftest import Programs

TOUR_S = 240.0


@pytest.mark.timeout(2 * TOUR_S)
def test_the_tour_checks_ten_people_in_and_pictures_each_screen(
    programs: Programs, tmp_path: Path
) -> None:
    result = programs.ended(programs.start("demo", "--data", tmp_path / "demo"), TOUR_S)
    assert result.code == 0, result.err
    assert "There is no display here" in result.out
    said = dict(line.split(": ", 1) for line in result.out.splitlines() if ": " in line)
    assert int(said["people present"]) >= 10
    assert said["facts on the kiosk"] == said["facts on the server"]
    assert said["facts waiting"] == "0"
    pictures = {path.parent.name: path for path in tmp_path.glob("tour/*/*.png")}
    assert set(pictures) == {"kiosk", "wall", "staff"}
