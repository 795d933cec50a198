"""Who is not let in, and why: each reason with the facts it leaves behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.people import Status
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.domain.views import ScanOutcome
from kiosk.store.tables import FactRow
from tests.house import ANA, OPERATOR, House, member


def answers(outcome: ScanOutcome) -> tuple[Answer, Refusal | None]:
    return outcome.verdict.answer, outcome.verdict.refusal


def test_a_wrong_check_digit_is_a_misread_and_no_refusal(house: House) -> None:
    code = house.code(ANA)
    outcome = house.scan(code[:-1] + ("1" if code[-1] == "0" else "0"))
    assert answers(outcome) == (Answer.MISREAD, None)
    assert house.kinds() == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/menu",
        "'; DROP TABLE fact; --",
        "9" * 4000,
        "\x00\x1b[2J\r\n\u202e",
        "",
    ],
    ids=["URL", "SQL", "4,000 digits", "control characters", "nothing"],
)
def test_any_other_code_is_ignored_and_the_next_scan_works(house: House, text: str) -> None:
    assert house.scan(text).verdict.answer is Answer.NOT_A_PASS
    assert house.kinds() == []
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME


def test_an_expired_code_is_refused_and_recorded(house: House) -> None:
    outcome = house.scan(house.code(ANA, expires_at=house.now))
    assert answers(outcome) == (Answer.REFUSED, Refusal.EXPIRED)
    with house.session() as session:
        row = session.scalars(select(FactRow)).one()
    assert (row.kind, row.body, row.person) == ("denied", {"reason": "expired"}, ANA)


def test_an_older_generation_is_refused_as_revoked(house: House) -> None:
    house.join(member(ANA, "Ana Torres", generation=1))
    assert answers(house.scan(house.code(ANA))) == (Answer.REFUSED, Refusal.REVOKED)
    assert house.scan(house.code(ANA, generation=1)).verdict.answer is Answer.WELCOME


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"status": Status.PAUSED}, Refusal.PAUSED),
        ({"status": Status.ENDED}, Refusal.ENDED),
        ({"valid_until": date(2026, 3, 1)}, Refusal.ENDED),
        ({"valid_from": date(2026, 3, 3)}, Refusal.NOT_STARTED),
    ],
)
def test_a_membership_that_does_not_hold_today_is_refused(
    house: House, change: dict[str, object], refusal: Refusal
) -> None:
    house.join(member(ANA, "Ana Torres", **change))
    assert answers(house.scan(house.code(ANA))) == (Answer.REFUSED, refusal)
    assert house.present() == []


def test_an_old_code_of_an_ended_membership_is_told_as_ended(house: House) -> None:
    house.join(member(ANA, "Ana Torres", status=Status.ENDED))
    outcome = house.scan(house.code(ANA, expires_at=house.now))
    assert answers(outcome) == (Answer.REFUSED, Refusal.ENDED)


def test_the_last_valid_day_still_opens_the_door(house: House) -> None:
    house.join(member(ANA, "Ana Torres", valid_until=date(2026, 3, 2)))
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME


def test_a_member_of_another_space_only_is_refused_here(house: House) -> None:
    house.join(replace(member(ANA, "Ana Torres"), spaces=("casa-sur",)))
    assert answers(house.scan(house.code(ANA))) == (Answer.REFUSED, Refusal.OTHER_SPACE)


def test_a_forged_code_is_refused_without_naming_anybody(house: House) -> None:
    claims = PassClaims(1, ANA, 0, house.now + timedelta(days=1))
    forged = sign_pass(claims, key=Ed25519PrivateKey.generate(), operator=OPERATOR)
    assert answers(house.scan(forged)) == (Answer.REFUSED, Refusal.FORGED)
    with house.session() as session:
        row = session.scalars(select(FactRow)).one()
    assert row.person is None
    assert forged not in str(row.body)


def test_a_code_of_an_unknown_key_is_foreign(house: House) -> None:
    assert answers(house.scan(house.code(ANA, key_id=9))) == (Answer.REFUSED, Refusal.FOREIGN)


def test_a_refused_code_that_stays_in_view_is_recorded_once(house: House) -> None:
    for _ in range(30):
        house.scan(house.code(ANA, key_id=9))
        house.wait(seconds=1)
    assert house.kinds() == ["denied"]


def test_after_an_undo_a_pass_that_is_no_longer_good_is_recorded_once(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("undo", ANA)
    house.join(member(ANA, "Ana Torres", status=Status.PAUSED))
    for _ in range(3):
        house.wait(seconds=1)
        assert not house.scan(house.code(ANA)).is_fresh
    house.wait(seconds=5)
    for _ in range(3):
        house.wait(seconds=1)
        assert answers(house.scan(house.code(ANA))) == (Answer.REFUSED, Refusal.PAUSED)
    assert house.kinds() == ["checked_in", "undone", "denied"]
