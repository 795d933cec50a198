"""What a space is told is kept until something else is said."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.commands.central import central, the_space
from kiosk.commands.week import read_quiet, read_week
from kiosk.domain.spaces import ByName, Space
from kiosk.errors import InputError
from kiosk.pins import is_right

WORKDAY, SATURDAY = (time(8), time(20)), (time(10), time(14))
EVERYTHING = (
    *("Casa Norte", "--timezone", "Europe/Madrid", "--capacity", "40"),
    *("--opening", "mon-fri 08:00-20:00, sat 10:00-14:00", "--day-end", "5"),
    *("--help-at", "en=Turn left", "--help-at", "es=Gira a la izquierda"),
    *("--welcome", "en=Come in."),
)


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The address of a server database that is not there yet."""
    return f"sqlite:///{tmp_path / 'lobby.db'}"


def add(db: str, *words: str) -> Space:
    """Run `lobby space add casa-norte WORDS` and return what is stored."""
    done = CliRunner().invoke(app, ["space", "add", "casa-norte", *words, "--db", db])
    if isinstance(done.exception, InputError):
        raise done.exception
    assert done.exit_code == 0, done.output
    with central(db) as session:
        return the_space(session, "casa-norte")


def test_a_new_space_takes_everything_that_is_said(db: str) -> None:
    assert add(db, *EVERYTHING) == Space(
        "casa-norte",
        "Casa Norte",
        "Europe/Madrid",
        opening=(WORKDAY,) * 5 + (SATURDAY, None),
        day_end_hour=5,
        capacity=40,
        place_of_help={"en": "Turn left", "es": "Gira a la izquierda"},
        welcome_line={"en": "Come in."},
    )


def test_what_is_not_named_stays_as_it_was(db: str) -> None:
    before = add(db, *EVERYTHING)
    assert add(db) == before
    after = add(db, "--capacity", "0", "--welcome", "es=Adelante.")
    assert after.capacity == 0
    assert after.welcome_line == {"en": "Come in.", "es": "Adelante."}
    assert (after.name, after.timezone, after.opening) == (
        before.name,
        before.timezone,
        before.opening,
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "is new here"),
        (("Casa", "--timezone", "Mars/Base"), "not a time zone"),
        (("Casa", "--opening", "whenever"), "no opening hours"),
        (("Casa", "--help-at", "Turn left"), "names no language"),
        (("C" * 201,), "No device would take that .space: name"),
        (("Casa\nNorte",), "No device would take that"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    db: str, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        add(db, *words)


def test_a_week_may_run_over_its_end_and_over_midnight() -> None:
    night = (time(22), time(2))
    assert read_week("Sat-Mon 22:00-02:00") == (night, None, None, None, None, night, night)


@pytest.mark.parametrize("text", ["", "mon", "mon 8-20", "mon 08:00-25:00", "mon 08:00-20:00,"])
def test_other_ways_to_write_a_week_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="no opening hours"):
        read_week(text)


def test_a_day_is_named_once() -> None:
    with pytest.raises(InputError, match="named twice"):
        read_week("mon-fri 08:00-20:00, wed 10:00-14:00")


def test_the_door_is_as_loud_and_as_strict_as_is_said(db: str) -> None:
    before = add(db, *EVERYTHING)
    assert (before.by_name, before.volume, before.quiet) == (ByName.PIN, 70, None)
    said = ("--by-name", "trust", "--volume", "60", "--quiet", "20:00-08:00")
    after = add(db, *said)
    assert (after.by_name, after.volume) == (ByName.TRUST, 60)
    assert after.quiet == (time(20), time(8))
    assert add(db, "--volume", "0") == replace(after, volume=0)
    assert add(db, "--quiet", "none").quiet is None


@pytest.mark.parametrize("said", ["20:00", "20-8", "24:00-08:00", "20:00-08:00x", ""])
def test_what_are_no_quiet_hours_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="no quiet hours"):
        read_quiet(said)


@pytest.mark.parametrize(
    "said",
    [
        ("--by-name", "maybe"),
        ("--volume", "101"),
        ("--staff-pin", "47"),
        ("--staff-pin", "4711a"),
    ],
)
def test_what_no_house_can_want_is_refused_and_changes_nothing(db: str, said) -> None:
    before = add(db, *EVERYTHING)
    done = CliRunner().invoke(app, ["space", "add", "casa-norte", *said, "--db", db])
    assert done.exit_code != 0
    assert add(db) == before


def test_of_the_staff_s_pin_only_a_hash_is_kept_and_that_is_not_told(db: str) -> None:
    add(db, *EVERYTHING, "--staff-pin", "4711")
    kept = add(db, "--volume", "60").staff_pin
    assert is_right(kept, "4711")
    listed = CliRunner().invoke(app, ["space", "list", "--json", "--db", db]).output
    assert '"staff_pin": "set"' in listed
    assert kept not in listed
    assert add(db, "--staff-pin", "none").staff_pin == ""


def test_a_pin_can_be_asked_for_where_nobody_sees_it(db: str) -> None:
    add(db, *EVERYTHING)
    command = ["space", "add", "casa-norte", "--staff-pin", "ask", "--db", db]
    done = CliRunner().invoke(app, command, input="471100\n471100\n")
    assert done.exit_code == 0, done.output
    assert "471100" not in done.output
    assert is_right(add(db).staff_pin, "471100")


def test_it_is_said_what_has_changed(db: str) -> None:
    add(db, *EVERYTHING)

    def said(*words: str) -> str:
        return CliRunner().invoke(app, ["space", "add", "casa-norte", *words, "--db", db]).output

    assert said("--capacity", "40", "--day-end", "3") == "Casa Norte is changed: day end hour.\n"
    assert said("--capacity", "40") == "Casa Norte stays as it was.\n"
