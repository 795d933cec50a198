"""The list model: rows are replaced as a whole and announced one by one."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ui.viewmodels.people_list import MOST_STEPS, PeopleList, PlaceList


@dataclass(frozen=True, slots=True)
class Guest:
    key: str
    first_name: str = ""


@pytest.fixture
def guests(qapp: object) -> Iterator[PeopleList[Guest]]:
    people = PeopleList(Guest)
    # Any move that breaks a model's contract is a Qt warning or worse, and fails the test.
    tester = QAbstractItemModelTester(people, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield people
    tester.deleteLater()


def told(model: QAbstractItemModel) -> dict[str, QSignalSpy]:
    return {
        "inserted": QSignalSpy(model.rowsInserted),
        "removed": QSignalSpy(model.rowsRemoved),
        "moved": QSignalSpy(model.rowsMoved),
        "changed": QSignalSpy(model.dataChanged),
        "reset": QSignalSpy(model.modelReset),
    }


def counts(spies: dict[str, QSignalSpy]) -> dict[str, int]:
    return {name: spy.count() for name, spy in spies.items() if spy.count()}


def rows(keys: str) -> list[Guest]:
    return [Guest(key) for key in keys]


def test_one_arrival_is_one_inserted_row(guests):
    guests.show(rows("abd"))
    spies = told(guests)
    guests.show(rows("abcd"))
    assert counts(spies) == {"inserted": 1}


def test_one_departure_is_one_removed_row(guests):
    guests.show(rows("abcd"))
    spies = told(guests)
    guests.show(rows("abd"))
    assert counts(spies) == {"removed": 1}


def test_somebody_who_changes_places_moves(guests):
    guests.show(rows("abcd"))
    spies = told(guests)
    guests.show(rows("dabc"))
    assert counts(spies) == {"moved": 1}


def test_who_stays_the_same_is_not_told_again(guests):
    guests.show([Guest("a", "Ana"), Guest("b", "Ben")])
    spies = told(guests)
    guests.show([Guest("a", "Ana"), Guest("b", "Benedict")])
    assert counts(spies) == {"changed": 1}
    assert spies["changed"].at(0)[0].row() == 1


def test_a_whole_new_crowd_is_one_reset(guests):
    guests.show([Guest(str(number)) for number in range(MOST_STEPS)])
    spies = told(guests)
    guests.show([Guest(f"other {number}") for number in range(MOST_STEPS)])
    assert counts(spies) == {"reset": 1}


def test_a_crowd_that_swaps_its_order_is_one_reset(guests):
    crowd = [Guest(str(number)) for number in range(3 * MOST_STEPS)]
    guests.show(crowd)
    spies = told(guests)
    guests.show(crowd[::-1])
    assert spies["reset"].count() == 1
    assert guests.rows == tuple(crowd[::-1])


def test_fields_are_roles_in_camel_case(guests):
    guests.show([Guest("a", "Ana")])
    (role,) = (role for role, name in guests.roleNames().items() if name == b"firstName")
    assert guests.data(guests.index(0), role) == "Ana"
    assert guests.data(guests.index(0), role + 1) is None


@given(st.lists(st.permutations("abcdefgh").map(lambda keys: keys[:5]), max_size=6))
def test_whatever_is_shown_is_what_is_there(qapp, pages):
    people = PeopleList(Guest)
    tester = QAbstractItemModelTester(people)
    for page in pages:
        people.show(rows("".join(page)))
        assert [row.key for row in people.rows] == page
    tester.deleteLater()


@pytest.fixture
def places(qapp: object) -> Iterator[PlaceList[Guest]]:
    people = PlaceList(Guest)
    tester = QAbstractItemModelTester(people, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield people
    tester.deleteLater()


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=4))
def test_places_show_what_they_are_told_in_its_order(rounds):
    places = PlaceList(Guest)
    for keys in rounds:
        places.show([Guest(key, key.upper()) for key in keys])
        assert [row.key for row in places.rows] == keys


def test_places_change_where_they_stand_and_only_the_end_moves(places):
    places.show([Guest("a"), Guest("b"), Guest("c")])
    signals = told(places)
    places.show([Guest("x"), Guest("b")])
    assert {name for name, spy in signals.items() if spy.count()} == {"removed", "changed"}
    places.show([Guest("x"), Guest("b"), Guest("d"), Guest("e")])
    assert signals["inserted"].count() == 1
    assert signals["inserted"].at(0)[1:] == [2, 3]
