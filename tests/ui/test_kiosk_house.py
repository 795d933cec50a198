"""What the idle page says of the house."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from kiosk.domain.people import Mode
from kiosk.domain.spaces import ByName
from kiosk.domain.verdicts import Answer
from kiosk.sync.states import SyncStatus
from tests.ui.conftest import RULES, TWELVE_PAST_NINE, ana, house_of, outcome, someone
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.kiosk_house import MOST_FACES
from ui.viewmodels.states import HouseRules

CARMEN = someone("Carmen", offers=("Reading your grant application", "Finding the right call"))
YUKI = someone("Yuki", offers=("Storyboards",), asks=("A tax adviser who speaks English",))


@pytest.fixture
def house(model):
    house = model.house
    fail = QAbstractItemModelTester.FailureReportingMode.Fatal
    for rows in (house.faces, house.sentences):
        QAbstractItemModelTester(rows, fail, house)
    return house


def sentences(house):
    return [(row.name, row.is_offer, row.phrase) for row in house.sentences.rows]


def test_nothing_is_counted_before_the_first_news(house, model):
    assert not house.isKnown


def test_a_kiosk_that_may_know_nobody_does_not_say_that_the_house_is_empty(house, model):
    model.showHouse(house_of(CARMEN, YUKI, present=23))
    view = house_of(present=0)
    model.showHouse(replace(view, day_ends_at=view.as_of))
    assert (house.isKnown, house.faces.rows, house.sentences.rows) == (False, (), ())


def test_the_count_has_everybody_and_the_faces_those_who_chose_to_be_seen(house, model):
    model.showHouse(house_of(CARMEN, YUKI, present=23))
    assert (house.people, house.faces.rowCount()) == (23, 2)


def test_no_more_than_six_faces(house, model):
    model.showHouse(house_of(*(someone(f"Person{i}") for i in range(9))))
    assert house.faces.rowCount() == MOST_FACES


def test_everybody_has_a_turn_before_anybody_has_two(house, model):
    model.showHouse(house_of(CARMEN, YUKI))
    assert sentences(house) == [
        ("Carmen", True, "Reading your grant application"),
        ("Yuki", False, "A tax adviser who speaks English"),
        ("Carmen", True, "Finding the right call"),
        ("Yuki", True, "Storyboards"),
    ]


def test_nobody_stands_beside_themselves(house, model):
    people = [someone(name, offers=(f"{name}'s help",)) for name in ("Ana", "Ben", "Cleo")]
    model.showHouse(house_of(CARMEN, *people))
    assert [name for name, _, _ in sentences(house)] == ["Carmen", "Ana", "Ben", "Cleo"]
    assert house.talkers == 4


def test_somebody_alone_is_told_one_sentence_after_the_other(house, model):
    model.showHouse(house_of(CARMEN))
    assert (house.talkers, len(sentences(house))) == (1, 2)


@pytest.mark.parametrize("quiet", [{"mode": Mode.HEADS_DOWN}, {"is_earlier": True}])
def test_who_wants_quiet_or_was_here_earlier_is_not_spoken_of(house, model, quiet):
    model.showHouse(house_of(someone("Hannah", offers=("Proofreading",), **quiet)))
    assert sentences(house) == []


def test_arrivals_and_departures_change_only_their_own_rows(house, model):
    model.showHouse(house_of(CARMEN))
    resets = []
    house.sentences.modelReset.connect(lambda: resets.append("reset"))
    model.showHouse(house_of(CARMEN, YUKI))
    model.showHouse(house_of(YUKI))
    assert resets == []
    assert {name for name, _, _ in sentences(house)} == {"Yuki"}


def test_the_clock_is_that_of_the_house(house, model):
    assert (house.time, house.weekday) == ("9:12", 2)


def test_no_clock_is_shown_before_the_house_is_known(qapp):
    model = KioskModel(HouseRules(), now=lambda: TWELVE_PAST_NINE)
    assert model.house.time == ""


def test_the_camera_goes_and_comes_back(house, model):
    model.cameraLost()
    assert house.isCameraAway
    model.cameraFound()
    assert not house.isCameraAway


def test_an_advice_shows_until_there_is_none(house, model):
    assert house.advice == ""
    model.adviceChanged("tilt")
    assert house.advice == "tilt"
    model.adviceChanged("")
    assert house.advice == ""


def test_a_camera_that_goes_takes_its_advice_along(house, model):
    model.adviceChanged("tilt")
    model.cameraLost()
    assert house.advice == ""


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("synced", 0, 0), ("synced", 0)),
        (("synced", 3, 0), ("sending", 3)),
        (("synced", 3, 2), ("refused", 2)),
        (("waiting", 0, 0), ("waiting", 0)),
        (("waiting", 3, 0), ("sending", 3)),
        (("offline", 3, 2), ("offline", 3)),
        (("unpaired", 3, 0), ("unpaired", 3)),
        (("revoked", 0, 2), ("revoked", 0)),
    ],
)
def test_the_cloud_says_the_worst_that_is_true(house, model, told, said):
    assert house.sync == "never"
    model.showSync(*told)
    assert (house.sync, house.concerned) == said


def test_every_standing_with_the_server_has_its_cloud(model):
    for status in SyncStatus:
        model.showSync(status.value, 0, 0)


def test_a_house_that_decides_otherwise_closes_no_page(model, scan):
    scan(outcome(Answer.WELCOME, ana()))
    model.adopt(replace(RULES, by_name=ByName.PIN, member_page="https://x.example/me"))
    assert model.page.kind == "welcome"
    assert model.rooms.byName.isOffered
    assert model.rooms.byName.memberPage == "https://x.example/me"
