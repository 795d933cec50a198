"""From a picture of a code to a row on the server, a name on the wall and a number for staff."""

from pathlib import Path

from tests.end_to_end.conftest import SampleHouse, film, wait_for

ANA, ALVARO = "Ana Beltrán Soto", "Álvaro Núñez"


def test_members_on_a_clip_are_checked_in_everywhere(sample: SampleHouse, tmp_path: Path) -> None:
    clip = film(tmp_path / "lobby.avi", sample.code(ANA), sample.code(ALVARO))
    wall = sample.programs.start("wall", "--data", sample.data, "--pictures", tmp_path / "wall")
    staff = sample.programs.start("staff", "--data", sample.data, "--pictures", tmp_path / "staff")
    kiosk = sample.programs.start(
        "kiosk", "--data", sample.data, "--camera", clip, "--pictures", tmp_path / "kiosk"
    )

    def both_on_server() -> bool:
        facts = sample.facts("--db", sample.database)
        return sum(fact["kind"] == "checked_in" for fact in facts) == 2

    wait_for(both_on_server, "two check-ins on the server")
    on_server, here = sample.facts("--db", sample.database), sample.facts("--data", sample.data)
    came = [fact["person"] for fact in here if fact["kind"] == "checked_in"]
    assert came == [sample.handles[ANA], sample.handles[ALVARO]]
    assert [fact["seq"] for fact in here] == list(range(1, len(here) + 1))

    names = tmp_path / "wall" / "latest.txt"
    wait_for(lambda: names.exists() and "Ana" in names.read_text(), "Ana on the wall")
    wait_for(lambda: "Álvaro" in names.read_text(), "Álvaro on the wall")
    numbers = tmp_path / "staff" / "latest.txt"
    wait_for(lambda: numbers.exists() and ANA in numbers.read_text(), "Ana in the staff's list")

    for window in (kiosk, wall, staff):
        result = sample.programs.stop(window)
        assert (result.code, result.err) == (0, "")
    pages = {path.stem.split("-", 1)[1] for path in (tmp_path / "kiosk").glob("[0-9]*.png")}
    assert {"idle", "welcome"} <= pages
    server_ids = {fact["id"] for fact in on_server}
    assert server_ids <= {fact["id"] for fact in sample.facts("--data", sample.data)}


def test_a_kiosk_works_without_its_server_and_catches_up(
    sample: SampleHouse, tmp_path: Path
) -> None:
    stopped = sample.programs.stop(sample.server)
    assert stopped.code == 0
    clip = film(tmp_path / "lobby.avi", sample.code(ANA))
    kiosk = sample.programs.start("kiosk", "--data", sample.data, "--camera", clip)
    wait_for(lambda: sample.status()["present"] == 1, "Ana present on the kiosk")
    assert sample.status()["pending"] > 0
    port = sample.url.rsplit(":", 1)[-1]
    again = sample.programs.start("server", "--db", sample.database, "--port", port)
    wait_for(lambda: sample.status()["pending"] == 0, "the facts to reach the server")
    here, there = sample.facts("--data", sample.data), sample.facts("--db", sample.database)
    assert {fact["id"] for fact in here} == {fact["id"] for fact in there}
    assert sample.programs.stop(kiosk).code == 0
    assert sample.programs.stop(again).code == 0


def test_a_wall_on_another_machine_follows_the_server(sample: SampleHouse, tmp_path: Path) -> None:
    sample.pair(tmp_path / "far-wall", "wall")
    pictures = tmp_path / "pictures"
    wall = sample.programs.start("wall", "--data", tmp_path / "far-wall", "--pictures", pictures)
    scanned = sample.programs.run(
        "scan", film(tmp_path / "lobby.avi", sample.code(ANA)), "--data", sample.data
    )
    assert scanned.code == 0, scanned.err
    assert sample.programs.run("sync", "--once", "--data", sample.data).code == 0
    names = pictures / "latest.txt"
    wait_for(lambda: names.exists() and "Ana" in names.read_text(), "Ana on the far wall")
    assert sample.programs.stop(wall).code == 0


def test_a_desk_hears_by_itself_who_checks_in_at_the_kiosk(
    sample: SampleHouse, tmp_path: Path
) -> None:
    sample.pair(tmp_path / "desk", "desk")
    pictures = tmp_path / "pictures"
    staff = sample.programs.start("staff", "--data", tmp_path / "desk", "--pictures", pictures)
    numbers = pictures / "latest.txt"
    wait_for(lambda: numbers.exists() and "Casa Norte" in numbers.read_text(), "an empty house")
    clip = film(tmp_path / "lobby.avi", sample.code(ANA))
    assert sample.programs.run("scan", clip, "--data", sample.data).code == 0
    assert sample.programs.run("sync", "--once", "--data", sample.data).code == 0
    wait_for(lambda: ANA in numbers.read_text(), "Ana in the desk's list")
    stopped = sample.programs.stop(staff)
    assert (stopped.code, stopped.err) == (0, "")


def test_members_that_join_on_the_server_reach_a_running_kiosk(
    sample: SampleHouse, tmp_path: Path
) -> None:
    empty = film(tmp_path / "empty.avi", "https://example.org/menu")
    kiosk = sample.programs.start("kiosk", "--data", sample.data, "--camera", empty)
    added = sample.programs.run(
        "members", "add", "--name", "Nova Star", "--email", "nova@example.org",
        "--db", sample.database,
    )  # fmt: skip
    assert added.code == 0, added.err
    database = f"sqlite:///{sample.data / 'lobby.db'}"

    def knows_nova() -> bool:
        from sqlalchemy.orm import Session

        from kiosk.store.directory import all_members
        from kiosk.store.engines import open_reader

        engine = open_reader(database)
        with Session(engine) as session:
            names = [member.profile.display_name for member in all_members(session)]
        engine.dispose()
        return "Nova Star" in names

    wait_for(knows_nova, "the kiosk to hear of the new member")
    assert sample.programs.stop(kiosk).code == 0
