"""How facts are written down and read back."""

from uuid import UUID, uuid4

import pytest

from kiosk.domain.facts import (
    Body,
    BodyError,
    CheckedIn,
    CheckedOut,
    Denied,
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
    body_from_json,
    body_to_json,
    new_fact_id,
)
from kiosk.domain.people import Mode, Phrase, Visibility
from tests.house import MONDAY_NINE

BODIES: dict[FactKind, Body] = {
    FactKind.CHECKED_IN: CheckedIn(Via.STAFF, "forgot"),
    FactKind.CHECKED_OUT: CheckedOut(),
    FactKind.UNDONE: Undone(uuid4()),
    FactKind.DENIED: Denied("expired"),
    FactKind.MODE_SET: ModeSet(Mode.HEADS_DOWN, MONDAY_NINE),
    FactKind.VISIBILITY_SET: VisibilitySet(Visibility.FIRST_NAME, 1, "es"),
    FactKind.HELLO_SHOWN: HelloShown("b" * 16, "they_offer", "Diseño de logotipos"),
    FactKind.MOVED_AWAY: MovedAway(uuid4()),
    FactKind.GUEST_REGISTERED: GuestRegistered("Tom", Purpose.TOUR, 3),
    FactKind.PROFILE_EDITED: ProfileEdited(offers=(Phrase("p1", "Logos"),), seat=""),
    FactKind.WAVED: Waved("b" * 16),
    FactKind.PERSON_ERASED: PersonErased(),
}


@pytest.mark.parametrize("kind", FactKind)
def test_every_kind_survives_being_written_down(kind: FactKind) -> None:
    body = BODIES[kind]
    assert body_from_json(kind.value, body_to_json(body)) == body


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        ("levitated", {}),
        ("undone", {}),
        ("undone", {"fact": "not an id"}),
        ("mode_set", {"mode": "asleep"}),
        ("denied", {"reason": 7}),
    ],
)
def test_a_body_that_does_not_fit_its_kind_is_refused(kind: str, plain: dict[str, object]) -> None:
    with pytest.raises(BodyError):
        body_from_json(kind, plain)


def test_ids_carry_the_time_of_the_event_and_differ() -> None:
    one, other = new_fact_id(MONDAY_NINE), new_fact_id(MONDAY_NINE)
    assert one != other
    assert one.version == 7
    assert isinstance(one, UUID)
    assert one.int >> 80 == int(MONDAY_NINE.timestamp() * 1000)
