"""The letters that stand for somebody without a photo."""

import pytest

from kiosk.reports.faces import initials


@pytest.mark.parametrize(
    ("name", "first_name", "letters"),
    [
        ("Ana Beltrán Soto", "Ana", "AB"),
        ("Mary Jane Watson", "Mary Jane", "MW"),
        ("María de los Desamparados Fernández-Ruiz", "María de los Desamparados", "MF"),
        ("Ana de la Cruz", "Ana", "AC"),
        ("ana de la cruz", "ana", "AD"),
        ("Dr. Ana Torres", "Ana", "AT"),
        ("Torres, Ana", "Ana", "A"),
        ("Óscar Ñáñez", "Pato", "ÓÑ"),
        ("José García", "Pepe Luis", "JG"),
        ("Yuki", "Yuki", "Y"),
        ("Mary Jane", "Mary Jane", "M"),
        ("Ana (Torres)", "Ana", "A"),
        ("7", "7", ""),
    ],
)
def test_initials_are_those_of_the_first_name_and_the_first_surname(
    name: str, first_name: str, letters: str
) -> None:
    assert initials(name, first_name) == letters
