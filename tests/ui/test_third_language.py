"""One file makes a language: the screens offer and speak it, cards and imports know it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine

import resources
from kiosk import languages
from kiosk.actions.membership import find_member, import_members
from kiosk.domain.verdicts import Answer
from kiosk.reports.cards import Card, card_pdf
from tests.house import House
from tests.ui.conftest import RULES, PlayedDesk, Screen, ana, house_of, outcome
from ui import translation
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import HouseRules

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = Path(resources.__file__).parent / "translations"
COMMAND = [sys.executable, ROOT / "packaging" / "translations.py", "--catalogues"]


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product's folder with one more language, begun, filled in and compiled as people do."""
    folder = tmp_path_factory.mktemp("translations")
    shutil.copytree(CATALOGUES, folder, dirs_exist_ok=True)
    begun = subprocess.run([*COMMAND, folder, "--new", "eo"], capture_output=True, check=False)
    assert b"eo.po says nothing for" in begun.stderr
    with (folder / "eo.po").open("rb") as file:
        catalogue = read_po(file, locale="eo")
    for message in catalogue:
        text = message.id if isinstance(message.id, str) else message.id[0]
        if text:
            said = f"«{text}»"
            message.string = said if isinstance(message.id, str) else (f"1{said}", said)
    with (folder / "eo.po").open("wb") as file:
        write_po(file, catalogue)
    subprocess.run([*COMMAND, folder], capture_output=True, check=False)
    return folder


@pytest.fixture(autouse=True)
def _third_language(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(languages, "FOLDER", catalogues)
    languages._catalogues.cache_clear()
    yield
    languages._catalogues.cache_clear()
    QLocale.setDefault(QLocale("en"))


def test_the_command_finds_it_complete(catalogues: Path) -> None:
    checked = subprocess.run(
        [*COMMAND, catalogues, "--check"], capture_output=True, text=True, check=False
    )
    assert "eo" not in checked.stderr


def test_the_kiosk_offers_it_and_a_page_speaks_it_at_once(
    screen: Screen, model: KioskModel, desk: PlayedDesk, qapp: QGuiApplication
) -> None:
    context = QQmlEngine.contextForObject(screen.window)
    model.languageChanged.connect(lambda code: translation.install(qapp, context.engine(), code))
    model.openHouse(desk, replace(RULES, languages=HouseRules().languages))
    model.showHouse(house_of(present=12345))
    screen.press("Esperanto")
    assert model.page.language == "eo"
    assert screen.says(f"{QLocale('eo').toString(12345)} «people here now»")
    assert screen.says("mardo")
    assert screen.says("«Hold your code")


def test_a_member_who_speaks_it_is_greeted_in_it(
    model: KioskModel, desk: PlayedDesk, scan: Callable[..., None]
) -> None:
    model.openHouse(desk, replace(RULES, languages=HouseRules().languages))
    scan(outcome(Answer.WELCOME, ana(language="eo")))
    assert model.page.language == "eo"


def test_members_who_speak_it_can_be_imported(house: House, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("email,display_name,language\nzoe@x.org,Zoe,EO\n")
    with house.session() as session:
        import_members(session, house.space.id, path)
        assert find_member(session, "zoe@x.org").language == "eo"


def test_a_card_is_printed_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words: list[str] = []
    monkeypatch.setattr("kiosk.reports.cards.write", lambda *what: words.append(what[-1]))
    card_pdf([Card("71" + "0" * 193, "Zoe", "Casa Norte", date(2029, 9, 28), "eo")])
    assert "«28 «September» 2029»" in words
