"""The made-up language that tries the pages: longer, with accents, and nothing else changed."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from kiosk import languages
from ui import translation
from ui.pictures import pseudo
from ui.pictures.pseudo import LONGER, stretched
from ui.translation import GettextTranslator

HOLES = re.compile(r"%L?[n\d]+|\{\w*\}")


def sources() -> list[str]:
    """Every English text of screens and cards."""
    known = languages.catalogue_of("es")._catalog  # type: ignore[attr-defined]
    texts = {key[0] if isinstance(key, tuple) else key for key in known}
    return sorted(text.split("\4")[-1] for text in texts if text)


@pytest.fixture
def known() -> Iterator[None]:
    pseudo.add()
    yield
    languages._catalogues.cache_clear()


def test_every_text_is_two_fifths_longer_and_stands_in_brackets() -> None:
    for text in sources():
        said = stretched(text)
        assert (said[0], said[-1]) == ("[", "]")
        letters = len(HOLES.sub("", text))
        assert LONGER * letters <= len(HOLES.sub("", said)) - 2 < LONGER * letters + 1


def test_placeholders_stay_as_they_are() -> None:
    assert stretched("%1 of %n at %L2: {day}") == "[%1 óóf %n áát %L2: {day}~~]"
    for text in sources():
        assert HOLES.findall(stretched(text)) == HOLES.findall(text)


def test_accents_stand_on_the_letters() -> None:
    assert stretched("Nothing") == "[Ñóóthííñg~]"


@pytest.mark.parametrize(("number", "words"), [(1, "[%Ln plááçéé~]"), (2, "[%Ln plááçééš~]")])
def test_numbers_choose_the_form_that_english_has(known: None, number: int, words: str) -> None:
    assert GettextTranslator(pseudo.LANGUAGE).translate("", "%n places", "", number) == words


def test_it_is_a_language_like_the_others_with_english_days(known: None, qapp: object) -> None:
    assert languages.languages()[-1] == pseudo.LANGUAGE
    translation.install(qapp, None, pseudo.LANGUAGE)
    assert QLocale().dayName(2) == "Tuesday"
    translation.install(qapp, None, "en")
