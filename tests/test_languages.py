"""Languages are found: what lies in the folder of catalogues is what the product speaks."""

import gettext
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import resources
from kiosk import languages

CATALOGUES = Path(resources.__file__).parent / "translations"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The product's catalogues, in a folder to which a test may add one."""
    for file in CATALOGUES.glob("*.mo"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages._catalogues.cache_clear()
    yield tmp_path
    languages._catalogues.cache_clear()


def test_english_comes_first_and_every_catalogue_is_a_language(folder: Path) -> None:
    for code in ("pt_BR", "ca"):
        shutil.copy(folder / "es.mo", folder / f"{code}.mo")
    assert languages.languages() == ("en", "ca", "es", "pt_BR")


@pytest.mark.parametrize("code", ["pt_BR", "pt_br", "PT-BR"])
def test_a_code_is_known_however_it_is_written(folder: Path, code: str) -> None:
    shutil.copy(folder / "es.mo", folder / "pt_BR.mo")
    assert languages.language_named(code) == "pt_BR"
    assert languages.language_named("pt") is None


def test_a_language_that_nobody_has_says_the_english(folder: Path) -> None:
    assert languages.catalogue_of("eo").gettext("January") == "January"
    assert languages.catalogue_of("es").gettext("January") == "enero"


@pytest.mark.parametrize("damage", [b"", b"\xde\x12\x04\x95\0", b"no catalogue at all"])
def test_a_damaged_catalogue_keeps_nobody_else_from_their_language(
    folder: Path, damage: bytes, expected_log: Callable[[str], None]
) -> None:
    expected_log(r"WARNING kiosk.languages: ca\.mo cannot be read")
    (folder / "ca.mo").write_bytes(damage)
    assert languages.languages() == ("en", "es")


def test_a_catalogue_cut_short_is_left_out(
    folder: Path, expected_log: Callable[[str], None]
) -> None:
    expected_log(r"WARNING kiosk.languages: es\.mo cannot be read")
    whole = (folder / "es.mo").read_bytes()
    (folder / "es.mo").write_bytes(whole[: len(whole) // 2])
    assert languages.languages() == ("en",)


def test_a_language_can_be_made_known_for_one_process(folder: Path) -> None:
    catalogue = gettext.NullTranslations()
    languages.add("en_XA", catalogue)
    assert languages.languages()[-1] == "en_XA"
    assert languages.catalogue_of("en_XA") is catalogue
