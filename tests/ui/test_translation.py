"""The language of the screens, and the command that keeps its catalogues complete."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from ui import translation
from ui.application import make_engine
from ui.translation import GettextTranslator

ROOT = Path(__file__).resolve().parents[2]
SCREEN = b"""
import QtQuick
QtObject {
    property int people: 1
    property string words: qsTr("Want to be seen here?")
    property string counted: qsTr("people here now", "after the number", people)
    property string numbered: qsTr("%n places", "", people)
    property string unknown: qsTr("Nobody ever translated this")
}
"""


@pytest.fixture
def engine(qapp: QGuiApplication) -> Iterator[QQmlApplicationEngine]:
    engine = make_engine()
    yield engine
    translation.install(qapp, None, "en")


@pytest.fixture
def screen(engine: QQmlApplicationEngine) -> Callable[[str], object]:
    engine.loadData(SCREEN, QUrl("file:///Screen.qml"))
    (root,) = engine.rootObjects()
    return root.property


def test_an_open_page_changes_its_language_at_once(qapp, engine, screen):
    translation.install(qapp, engine, "es")
    assert screen("words") == "¿Quieres aparecer aquí?"
    translation.install(qapp, engine, "en")
    assert screen("words") == "Want to be seen here?"


@pytest.mark.parametrize(
    ("language", "people", "words"),
    [
        ("en", 1, ("person here now", "1 place")),
        ("en", 2, ("people here now", "2 places")),
        ("en", 0, ("people here now", "0 places")),
        ("es", 1, ("persona aquí ahora", "1 plaza")),
        ("es", 23, ("personas aquí ahora", "23 plazas")),
    ],
)
def test_numbers_choose_their_form(qapp, engine, language, people, words):
    engine.setInitialProperties({"people": people})
    translation.install(qapp, engine, language)
    engine.loadData(SCREEN, QUrl("file:///Screen.qml"))
    (root,) = engine.rootObjects()
    assert (root.property("counted"), root.property("numbered")) == words


def test_what_no_catalogue_knows_stays_as_it_is(qapp, engine, screen):
    translation.install(qapp, engine, "es")
    assert screen("unknown") == "Nobody ever translated this"


def test_a_language_without_a_catalogue_shows_the_source(qapp, engine, screen):
    translation.install(qapp, engine, "eo")
    assert screen("words") == "Want to be seen here?"


def test_dates_and_numbers_follow_the_language(qapp):
    translation.install(qapp, None, "es")
    assert QLocale().language() == QLocale.Language.Spanish
    translation.install(qapp, None, "en")
    assert QLocale().language() == QLocale.Language.English


def test_a_large_count_in_a_sentence_is_grouped(qapp, engine, screen):
    engine.rootObjects()[0].setProperty("people", 12345)
    for language, words in (("es", "12.345 plazas"), ("en", "12,345 places")):
        translation.install(qapp, engine, language)
        assert screen("numbered") == words


def test_only_one_translator_is_at_work(qapp):
    for language in ("es", "en", "es"):
        translation.install(qapp, None, language)
    assert len(qapp.findChildren(GettextTranslator)) == 1
    translation.install(qapp, None, "en")


def test_an_empty_text_is_not_the_catalogue_s_header():
    assert GettextTranslator("es").translate("Screen", "") is None


def test_a_disambiguation_tells_equal_words_apart():
    spanish = GettextTranslator("es")
    assert spanish.translate("", "people", "after the number", 2) == "personas"
    assert spanish.translate("", "people", "in another place", 2) is None


# The command.


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with one screen and a Spanish catalogue that says all of it."""
    (tmp_path / "qml").mkdir()
    (tmp_path / "po").mkdir()
    write_screen(tmp_path, 'qsTr("Hello")', 'qsTr("%n guests of %1", "", n).arg(house)')
    write_catalogue(
        tmp_path,
        ('msgid "Hello"', 'msgstr "Hola"'),
        (
            'msgid "%n guests of %1"',
            'msgid_plural "%n guests of %1"',
            'msgstr[0] "%n visita de %1"',
            'msgstr[1] "%n visitas de %1"',
        ),
    )
    assert translations(tmp_path).returncode == 0
    return tmp_path


def write_screen(house: Path, *words: str) -> None:
    lines = [f"    property string p{number}: {text}" for number, text in enumerate(words)]
    (house / "qml" / "Page.qml").write_text("\n".join(["QtObject {", *lines, "}"]))


def write_catalogue(house: Path, *entries: tuple[str, ...]) -> None:
    header = (
        'msgid ""',
        'msgstr ""',
        '"Language: es\\n"',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
    )
    blocks = ["\n".join(entry) for entry in (header, *entries)]
    (house / "po" / "es.po").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def translations(house: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "packaging" / "translations.py"), *options]
    folders = ["--sources", str(house / "qml"), "--catalogues", str(house / "po")]
    return subprocess.run([*command, *folders], capture_output=True, text=True, check=False)


def complaint_of(house: Path) -> str:
    """Check the house; return the one sentence it fails with."""
    before = {path: path.read_bytes() for path in house.rglob("*.?o")}
    checked = translations(house, "--check")
    assert {path: path.read_bytes() for path in house.rglob("*.?o")} == before
    assert checked.returncode == (1 if checked.stderr else 0)
    assert checked.stderr.count("\n") <= 1
    return checked.stderr.strip()


def test_a_complete_house_passes(house):
    assert complaint_of(house) == ""


def test_a_new_text_is_missed_and_then_collected(house):
    write_screen(house, 'qsTr("Hello")', 'qsTr("%n guests of %1", "", n)', 'qsTr("Goodbye")')
    missing = "es.po does not have 'Goodbye' yet; run packaging/translations.sh."
    assert complaint_of(house) == missing
    assert "es.po says nothing for 'Goodbye' yet." in translations(house).stderr
    assert complaint_of(house) == "es.po says nothing for 'Goodbye' yet."


def test_a_text_that_nobody_says_any_more_is_named_and_then_dropped(house):
    write_screen(house, 'qsTr("Hello")')
    complaint = complaint_of(house)
    assert complaint.startswith("es.po has '%n guests of %1', which nothing says")
    assert translations(house).returncode == 0
    assert "guests" not in (house / "po" / "es.po").read_text()


def test_a_translation_that_is_not_compiled_is_found(house):
    po = house / "po" / "es.po"
    po.write_text(po.read_text().replace("Hola", "Buenas"))
    assert complaint_of(house).startswith("es.mo is older than es.po")


def test_a_translation_that_forgets_a_placeholder_is_found(house):
    po = house / "po" / "es.po"
    po.write_text(po.read_text().replace("%n visitas de %1", "%n visitas"))
    translations(house)
    assert (
        complaint_of(house) == "es.po has other placeholders than the English in '%n guests of %1'."
    )


def test_a_translation_that_somebody_was_unsure_of_is_found(house):
    po = house / "po" / "es.po"
    po.write_text(po.read_text().replace('msgid "Hello"', '#, fuzzy\nmsgid "Hello"'))
    assert "is unsure about 'Hello'" in complaint_of(house)


def test_a_text_that_is_not_written_out_is_refused(house):
    write_screen(house, "qsTr(greeting)")
    assert "qsTr needs its text written out." in translations(house, "--check").stderr


def test_a_plural_form_that_is_missing_is_found(house):
    po = house / "po" / "es.po"
    po.write_text(po.read_text().replace("%n visitas de %1", ""))
    translations(house)
    assert complaint_of(house) == "es.po lacks a plural form of '%n guests of %1'."


def test_too_few_plural_forms_for_the_language_are_found(house):
    po = house / "po" / "es.po"
    po.write_text(po.read_text().replace("Language: es", "Language: pl"))
    po.rename(po.with_stem("pl"))
    (house / "po" / "es.mo").rename(house / "po" / "pl.mo")
    translations(house)
    assert complaint_of(house) == "pl.po has 2 plural forms; this language has 3."


def test_a_compiled_language_without_its_source_is_found(house):
    (house / "po" / "ca.mo").write_bytes((house / "po" / "es.mo").read_bytes())
    assert complaint_of(house) == "ca.mo has no ca.po to keep it complete."


def test_the_words_in_code_are_collected_too(house):
    code = 'words.pgettext("a door", "Push")\nwords.ngettext("{n} day", "{n} days", n)\n'
    (house / "qml" / "cards.py").write_text(code)
    said = translations(house).stderr
    assert "es.po says nothing for 'Push' yet." in said
    assert "es.po says nothing for '{n} day' yet." in said
    assert 'msgctxt "a door"' in (house / "po" / "es.po").read_text()


def test_a_forgotten_field_of_a_text_in_code_is_found(house):
    (house / "qml" / "cards.py").write_text('words.gettext("{day} {month}")\n')
    translations(house)
    po = house / "po" / "es.po"
    said = 'msgid "{day} {month}"\nmsgstr '
    po.write_text(po.read_text().replace(f'{said}""', f'{said}"{{day}}"'))
    translations(house)
    assert "other placeholders than the English in '{day} {month}'" in complaint_of(house)


def test_a_text_in_code_that_is_not_written_out_is_refused(house):
    (house / "qml" / "cards.py").write_text("words.gettext(greeting)\n")
    assert "gettext needs its text written out." in translations(house, "--check").stderr


def test_a_new_language_is_begun_with_every_text_and_its_own_plurals(house):
    assert "pl.po says nothing for 'Hello' yet." in translations(house, "--new", "pl").stderr
    begun = (house / "po" / "pl.po").read_text()
    assert "nplurals=3" in begun
    assert begun.count("msgstr[") == 3
