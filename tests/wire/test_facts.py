"""Facts on the wire: every kind there and back, and nothing that could hurt a database."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.facts import (
    Body,
    CheckedIn,
    CheckedOut,
    Denied,
    Fact,
    FactKind,
    GuestRegistered,
    HelloShown,
    ModeSet,
    MovedAway,
    PersonErased,
    ProfileEdited,
    Purpose,
    Undone,
    Via,
    VisibilitySet,
    Waved,
)
from kiosk.domain.people import Mode, Phrase, TextSize, Visibility
from kiosk.errors import WireError
from kiosk.wire.facts import fact_from_plain, fact_to_plain

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
SOME_ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
BODIES: list[Body] = [
    CheckedIn(Via.STAFF, "lost card"),
    CheckedOut(),
    Undone(SOME_ID),
    Denied("expired"),
    ModeSet(Mode.HEADS_DOWN, NOON),
    VisibilitySet(Visibility.HIDDEN, 2, "es"),
    HelloShown("b" * 16, "they_offer", "Diseño de logos 👋"),
    MovedAway(SOME_ID),
    GuestRegistered("Ñusta Peña", Purpose.MEETING, 7, "b" * 16),
    ProfileEdited(asks=(Phrase("p1", "Un logo"),), text_size=TextSize.LARGE),
    Waved("b" * 16),
    PersonErased(),
]


def fact(body: Body, **changes: Any) -> Fact:
    values: dict[str, Any] = {
        "id": SOME_ID,
        "space": "casa-norte",
        "device": SOME_ID,
        "epoch": 2**62,
        "seq": 1,
        "at": NOON,
        "offset_ms": None,
        "person": "a" * 16,
        "body": body,
    }
    return Fact(**(values | changes))


@pytest.mark.parametrize("body", BODIES)
def test_every_kind_comes_back_as_it_went(body: Body) -> None:
    assert fact_from_plain(fact_to_plain(fact(body))) == fact(body)


def test_an_edit_says_only_what_it_changes() -> None:
    assert fact_to_plain(fact(ProfileEdited(pin="")))["body"] == {"pin": ""}


def test_no_kind_was_forgotten_here() -> None:
    assert {fact(body).kind for body in BODIES} == set(FactKind)


def test_a_field_that_a_newer_side_added_is_ignored() -> None:
    plain = fact_to_plain(fact(Denied("expired"))) | {"mood": "sunny"}
    assert fact_from_plain(plain) == fact(Denied("expired"))


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 0},
        {"seq": 2**63},
        {"epoch": -1},
        {"at": "1969-12-31T23:59:59Z"},
        {"at": "2026-03-02T12:00:00"},
        {"person": "A" * 16},
        {"person": "a" * 16 + "\n"},
        {"actor": "x" * 65},
        {"kind": ""},
        {"body": {"reason": "a\x00b"}},
        {"body": {"reason": "\ud800"}},
        {"body": {"reason": "x" * 4001}},
        {"body": {}},
        {"body": []},
    ],
)
def test_what_breaks_the_schema_is_refused_without_repeating_it(changes: dict[str, Any]) -> None:
    plain = fact_to_plain(fact(Denied("a secret"))) | changes
    with pytest.raises(WireError) as caught:
        fact_from_plain(plain)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) <= 200


@given(st.dictionaries(st.text(max_size=8), st.recursive(st.none() | st.text(), st.lists)))
def test_rubbish_is_refused_and_never_more_than_that(plain: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        fact_from_plain(plain)


def test_a_clock_that_stands_in_1970_is_believed() -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC)
    offset_ms = (NOON - at) // timedelta(milliseconds=1)
    plain = fact_to_plain(fact(Denied("expired"), at=at, offset_ms=offset_ms))
    assert abs(fact_from_plain(plain).happened_at - NOON) < timedelta(milliseconds=1)
