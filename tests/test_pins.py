"""PINs are right or wrong, and cannot be read from what is kept of them."""

import pytest

from kiosk.errors import InputError
from kiosk.pins import hash_pin, is_right


def test_only_the_pin_that_was_chosen_is_right() -> None:
    kept = hash_pin("4711")
    assert is_right(kept, "4711")
    assert not is_right(kept, "4712")
    assert not is_right(kept, "")


def test_what_is_kept_tells_neither_the_pin_nor_who_has_the_same() -> None:
    kept = hash_pin("47114711")
    assert "4711" not in kept.partition("$argon2id$")[2].partition("p=1$")[2]
    assert kept != hash_pin("47114711")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("kept", ["", "no hash at all", "$argon2id$v=19$m=19456"])
def test_where_none_was_chosen_none_is_right(kept: str) -> None:
    assert not is_right(kept, "")
    assert not is_right(kept, "4711")


@pytest.mark.parametrize("pin", ["", "471", "471147114", "47a1", "٤٧١١", "47 11", "-471"])
def test_a_pin_has_four_to_eight_digits(pin: str) -> None:
    with pytest.raises(InputError, match="4 to 8 digits"):
        hash_pin(pin)
