"""Collect the texts of screens, cards and pages into the catalogues; compile or check them."""

import argparse
import gettext
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.jslexer import Token, tokenize, unquote_string
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "ui" / "qml", ROOT / "kiosk")
CATALOGUES = ROOT / "resources" / "translations"
# English stands in the source; its catalogue only tells "1 person" from "2 people".
PLURALS_ONLY = ("en",)
HOLES = re.compile(r"%L?[n\d]|\{\w*\}")
# Which argument is what, of the calls in Python.
CALLS = {"gettext": "t", "pgettext": "ct", "ngettext": "tp", "npgettext": "ctp"}
Text = tuple[str | tuple[str, str], str | None]


def texts_of(path: Path) -> Iterator[Text]:
    """Yield each text of a file, with its plural where a number goes with it, and its meaning."""
    if path.suffix == ".qml":
        return texts_of_screen(path)
    return texts_of_calls(path, extract_python if path.suffix == ".py" else babel_extract)


def texts_of_calls(path: Path, extract: Callable[..., Iterable[Any]]) -> Iterator[Text]:
    with path.open("rb") as file:
        for line, call, said, _ in extract(file, list(CALLS), (), {"encoding": "utf-8"}):
            words = (said,) if isinstance(said, str | None) else said
            arguments = dict(zip(CALLS[call], words, strict=False))
            if not all(arguments.get(kind) for kind in CALLS[call]):
                raise SystemExit(f"{path}:{line}: {call} needs its text written out.")
            text, plural = arguments["t"], arguments.get("p")
            yield (text, plural) if plural else text, arguments.get("c")


def texts_of_screen(path: Path) -> Iterator[Text]:
    tokens = tokenize(path.read_text(encoding="utf-8"), jsx=False)
    for token in tokens:
        if token.type == "name" and token.value == "qsTr":
            next(tokens)  # the opening bracket
            text, meaning, *number = (*arguments_in(tokens), None)
            if not text:
                raise SystemExit(f"{path}:{token.lineno}: qsTr needs its text written out.")
            yield (text, text) if len(number) == 2 else text, meaning or None


def arguments_in(tokens: Iterator[Token]) -> list[str | None]:
    """Return what stands between brackets: the words of each plain string, None for the rest."""
    arguments: list[list[Token]] = [[]]
    depth = 1
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.value, 0) if token.type == "operator" else 0
        if depth == 0:
            break
        if depth == 1 and (token.type, token.value) == ("operator", ","):
            arguments.append([])
        else:
            arguments[-1].append(token)
    return [
        unquote_string(argument[0].value)
        if len(argument) == 1 and argument[0].type == "string"
        else None
        for argument in arguments
    ]


def collected(sources: Iterable[Path], *, plurals_only: bool) -> Catalog:
    """Return every text of screens and cards, untranslated, in a stable order."""
    template = Catalog(fuzzy=False)
    for folder, path in files_in(sources):
        for text, meaning in texts_of(path):
            if isinstance(text, tuple) or not plurals_only:
                where = [(path.relative_to(folder).as_posix(), 0)]
                template.add(text, locations=where, context=meaning)
    return template


def files_in(sources: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    for folder in sources:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".qml", ".py", ".html"):
                yield folder, path


def read(path: Path) -> Catalog:
    if not path.exists():  # a language that begins
        return Catalog(locale=path.stem, project="Hello Lobby", version="0.1", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def is_stale(mo: Path, catalogue: Catalog) -> bool:
    """Tell whether a compiled file says something else than its catalogue."""
    if not mo.is_file():
        return True
    with mo.open("rb") as file:
        said = gettext.GNUTranslations(file)
    done = (message for message in catalogue if message.id and all(words_of(message)))
    return any(spoken(said, message) != set(words_of(message)) for message in done)


def spoken(said: gettext.GNUTranslations, message: Message) -> set[str]:
    """Return what comes out for a text, for every number from 0 to 100."""
    text, meaning = first(message.id), message.context
    if not message.pluralizable:
        return {said.pgettext(meaning, text) if meaning else said.gettext(text)}
    if meaning:
        return {said.npgettext(meaning, text, text, n) for n in range(101)}
    return {said.ngettext(text, text, n) for n in range(101)}


def words_of(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def update(po: Path, template: Catalog) -> None:
    """Bring one catalogue up to date; words that nothing says any more leave it."""
    catalogue = read(po)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    with po.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def faults(po: Path, template: Catalog) -> Iterator[str]:
    """Yield what is wrong with one catalogue, a sentence each."""
    catalogue, name = read(po), po.name
    known = {(message.id, message.context) for message in catalogue if message.id}
    wanted = {(message.id, message.context) for message in template if message.id}
    for id, _ in sorted(wanted - known, key=str):
        yield f"{name} does not have {first(id)!r} yet; run packaging/translations.sh."
    for id, _ in sorted(known - wanted, key=str):
        yield f"{name} has {first(id)!r}, which nothing says; run packaging/translations.sh."
    for message in catalogue:
        if message.id and (message.id, message.context) in wanted:
            yield from faults_of(message, name)
    if catalogue.locale and catalogue.num_plurals < (count := get_plural(catalogue.locale)[0]):
        yield f"{name} has {catalogue.num_plurals} plural forms; this language has {count}."
    if is_stale(po.with_suffix(".mo"), catalogue):
        yield f"{po.stem}.mo is older than {name}; run packaging/translations.sh."


def faults_of(message: Message, name: str) -> Iterator[str]:
    """Yield what is wrong with one translated text."""
    words, text = words_of(message), first(message.id)
    if message.fuzzy:
        yield f"{name} is unsure about {text!r}; read it and take the word fuzzy away."
    elif message.pluralizable and any(words) and not all(words):
        yield f"{name} lacks a plural form of {text!r}."
    elif not all(words):
        yield f"{name} says nothing for {text!r} yet."
    elif any(set(HOLES.findall(text)) != set(HOLES.findall(word)) for word in words):
        yield f"{name} has other placeholders than the English in {text!r}."


def first(id: str | tuple[str, ...] | list[str]) -> str:
    return id if isinstance(id, str) else id[0]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where needed")
    parser.add_argument("--new", metavar="CODE", help="begin a language, such as de or pt_BR")
    parser.add_argument("--sources", type=Path, nargs="+", default=SOURCES, help="folders of code")
    parser.add_argument("--catalogues", type=Path, default=CATALOGUES, help="folder of .po files")
    chosen = parser.parse_args(arguments)
    found: list[str] = []
    new = [chosen.catalogues / f"{chosen.new}.po"] if chosen.new else []
    for po in sorted({*chosen.catalogues.glob("*.po"), *new}):
        template = collected(chosen.sources, plurals_only=po.stem in PLURALS_ONLY)
        if not chosen.check:
            update(po, template)
        found.extend(faults(po, template))
    for mo in sorted(chosen.catalogues.glob("*.mo")):
        if not mo.with_suffix(".po").exists():
            found.append(f"{mo.name} has no {mo.stem}.po to keep it complete.")
    for sentence in found[:1] if chosen.check else found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
