"""Pairing codes, devices and tokens in the store."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kiosk.domain.devices import CODE_LETTERS, DeviceRole
from kiosk.store.devices import (
    Shown,
    all_devices,
    device_by_token,
    devices_of,
    new_pairing_code,
    pair_device,
    revoke_device,
    role_of_code,
)
from kiosk.store.tables import DeviceRow, PairingCodeRow
from tests.house import House


def code_of(house: House) -> str:
    with house.session() as session, session.begin():
        return new_pairing_code(session, house.space.id, DeviceRole.KIOSK, house.now)


def test_a_code_has_eight_letters_and_no_vowel(house: House) -> None:
    code = code_of(house)
    assert len(code) == 8
    assert set(code) <= set(CODE_LETTERS)
    assert not set(CODE_LETTERS) & set("AEIOUY")


@pytest.mark.parametrize(("minutes", "is_good"), [(14.99, True), (15, False), (60, False)])
def test_a_code_ends_after_fifteen_minutes(house: House, minutes: float, is_good: bool) -> None:
    code = code_of(house)
    house.wait(minutes=minutes)
    with house.session() as session, session.begin():
        assert (role_of_code(session, code, house.now) is DeviceRole.KIOSK) is is_good
        assert (pair_device(session, code, "front door", house.now) is not None) is is_good


def test_a_code_pairs_one_device_only(house: House) -> None:
    code = code_of(house)
    with house.session() as session, session.begin():
        assert pair_device(session, code, "front door", house.now) is not None
        assert pair_device(session, code, "back door", house.now) is None
        assert role_of_code(session, code, house.now) is None
        assert [device.name for device in all_devices(session)] == ["front door"]


def test_neither_code_nor_token_stands_in_the_database(house: House) -> None:
    code = code_of(house)
    with house.session() as session, session.begin():
        paired = pair_device(session, code, "", house.now)
        assert paired is not None
        hashes = [
            *session.scalars(select(PairingCodeRow.code_hash)),
            *session.scalars(select(DeviceRow.token_hash)),
        ]
    assert len(hashes) == 2
    assert not {code.encode(), paired.token.encode()} & set(hashes)
    assert len(paired.token) == 43


def test_a_token_finds_its_device_also_after_it_was_revoked(house: House) -> None:
    code = code_of(house)
    with house.session() as session, session.begin():
        paired = pair_device(session, code, "front door", house.now)
        assert paired is not None
        assert device_by_token(session, paired.token) == Shown(paired.device, is_next=False)
        assert device_by_token(session, paired.token[:-1]) is None
        assert revoke_device(session, paired.device.id, house.now)
        revoked = device_by_token(session, paired.token)
        assert devices_of(session, house.space.id) == {paired.device.id}
    assert revoked is not None
    assert revoked.device.revoked_at == house.now


def test_making_a_code_forgets_those_that_have_ended(house: House) -> None:
    code_of(house)
    house.now += timedelta(hours=1)
    code_of(house)
    with house.session() as session:
        assert len(session.scalars(select(PairingCodeRow)).all()) == 1
