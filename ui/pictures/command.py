"""The command `lobby screens`: which pictures are wanted, and what is said about them."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer
from rich.progress import Progress

from kiosk.errors import InputError
from kiosk.languages import language_named, languages
from ui.pictures.findings import FILE_NAME, summary_of, write_findings
from ui.pictures.scenes import PSEUDO
from ui.pictures.screens import SIZES, TEXTS, THEMES, Choice, Drawn, render_all
from ui.pictures.sheets import make_sheets

MOST_WORKERS = 4


def wished(
    only: str,
    sizes: Sequence[str] | None,
    spoken: Sequence[str] | None,
    themes: Sequence[str] | None,
    texts: Sequence[int] | None,
) -> Choice:
    """Return the choice that somebody typed; what they left out means all there is.

    Raises:
        InputError: one of them is none that there is.
    """
    for theme in themes or ():
        if theme not in THEMES:
            raise InputError(f"{theme!r} is not a theme: {' or '.join(THEMES)}.")
    for text in texts or ():
        if not 50 <= text <= 300:
            raise InputError(f"{text} % is no size of text; choose one from 50 to 300.")
    return Choice(
        only,
        tuple(_size(size) for size in sizes or ()) or SIZES,
        tuple(_language(language) for language in spoken or ()),
        tuple(themes or THEMES),
        tuple(texts or TEXTS),
    )


def draw_screens(folder: Path, choice: Choice, *, with_sheets: bool, check_only: bool) -> None:
    """Draw and check what was chosen, say what was found, and end with 1 where anything was."""
    if check_only:
        choice = replace(choice, themes=choice.themes[:1])  # a colour moves nothing
    drawn = _with_progress(None if check_only else folder, choice)
    if not drawn:
        raise InputError(f"No page is named {choice.only!r}; try it with a * at its end.")
    write_findings(folder, drawn)
    if with_sheets and not check_only:
        make_sheets(folder, drawn)
    for line in summary_of(drawn):
        typer.echo(line)
    found = sum(len(page.findings) for page in drawn)
    what = "pages were checked" if check_only else f"pictures are in {folder}"
    typer.echo(f"{len(drawn)} {what}; {found} findings are in {folder / FILE_NAME}.")
    raise typer.Exit(1 if found else 0)


def _with_progress(folder: Path | None, choice: Choice) -> list[Drawn]:
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    with Progress(transient=True) as progress:
        bar = progress.add_task("Drawing screens")
        return render_all(
            folder,
            lambda done, all_: progress.update(bar, completed=done, total=all_),
            choice,
            workers,
        )


def _size(words: str) -> tuple[int, int]:
    width, _, height = words.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise InputError(f"{words!r} is not a size; write it as 1280x800.")
    return int(width), int(height)


def _language(code: str) -> str:
    known = PSEUDO if code == PSEUDO else language_named(code)
    if known is None:
        raise InputError(f"{code!r} is not a language: {', '.join((*languages(), PSEUDO))}.")
    return known
