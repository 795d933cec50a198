"""lobby scan: pictures and clips through the same scanner and the same check-in as the kiosk."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.clock import HouseClock, utc_now
from kiosk.commands.options import AsJson, Data, complain
from kiosk.domain.codes import is_our_text
from kiosk.domain.devices import DeviceRole
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.domain.views import ScanOutcome
from kiosk.errors import PictureError
from kiosk.logs import log_to_file
from kiosk.opening import open_folder
from kiosk.settings import DataFolder
from kiosk.store.engines import store_error_of
from kiosk.store.timekeeping import restore_clock

_SENTENCES = {
    Answer.WELCOME: "checked in",
    Answer.WELCOME_AGAIN: "checked in already",
    Answer.WELCOME_UNKNOWN: "checked in; not yet known here, the desk completes it",
    Answer.UNKNOWN_AGAIN: "checked in already; not yet known here",
    Answer.ASK_LEAVING: "present; the kiosk would ask whether they leave",
    Answer.GOODBYE: "checked out already",
    Answer.MISREAD: "misread; hold it still",
    Answer.NOT_A_PASS: "not a pass of this house",
    Answer.TROUBLE: "cannot be judged here, where nobody is known; try lobby sync --once",
}
_REFUSALS = {
    Refusal.FORGED: "refused: the signature does not fit",
    Refusal.FOREIGN: "refused: a pass of another house",
    Refusal.EXPIRED: "refused: the code has expired",
    Refusal.REVOKED: "refused: a newer pass was made",
    Refusal.NOT_STARTED: "refused: the membership has not started",
    Refusal.PAUSED: "refused: the membership is paused",
    Refusal.ENDED: "refused: the membership has ended",
    Refusal.OTHER_SPACE: "refused: the membership is for another space",
    Refusal.DAY_PASS_OVER: "refused: a guest's day pass of another day",
    Refusal.DAY_PASS_UNKNOWN: "refused: a day pass of nobody who is known here",
}
_LET_IN = frozenset(_SENTENCES) - {
    Answer.MISREAD,
    Answer.NOT_A_PASS,
    Answer.TROUBLE,
}


def scan(
    files: Annotated[list[Path], typer.Argument(help="Pictures, clips or folders of pictures.")],
    data: Data,
    as_json: AsJson = False,
    dry_run: Annotated[bool, typer.Option(help="Say what would happen; record nothing.")] = False,
) -> None:
    """Scan pictures or clips as the kiosk's camera would, and check members in.

    The exit code is 0 when every file held a pass that opens the door.
    """
    folder = DataFolder(data)
    folder.paired(DeviceRole.KIOSK)
    with folder.lock():
        log_to_file(folder.log_file("scan"))
        engine = open_folder(folder)
        try:
            results = [_scan_all(engine, folder, path, dry_run, as_json) for path in files]
        finally:
            engine.dispose()
    if not all(results):
        raise typer.Exit(1)


def _scan_all(engine: Engine, folder: DataFolder, path: Path, dry_run: bool, as_json: bool) -> bool:
    """Scan a file, or every picture of a folder; a trouble is said and the next one is taken."""
    from kiosk.scanning.files import pictures_in

    try:
        files = pictures_in(path) if path.is_dir() else [path]
    except (OSError, PictureError) as error:
        _complain_of(path, error)
        return False
    # Every one is scanned, whatever became of the one before.
    results = [_scan_file(engine, folder, file, dry_run, as_json) for file in files]
    return all(results)


def _scan_file(
    engine: Engine, folder: DataFolder, path: Path, dry_run: bool, as_json: bool
) -> bool:
    from kiosk.scanning.files import read_texts_from

    seen: list[ScanOutcome] = []
    started_at = utc_now()
    at = started_at
    clock = HouseClock(lambda: at, lambda: (at - started_at).total_seconds())
    with Session(engine) as session:
        restore_clock(session, clock)
    desk = Desk(clock)
    try:
        for position, texts in read_texts_from(path, is_wanted=is_our_text):
            at = started_at + timedelta(seconds=position.at_s)
            for text in texts:
                outcome = _answer(engine, folder, desk, text, dry_run)
                if outcome.is_fresh:
                    seen.append(outcome)
                    _tell(path, outcome, text, as_json)
    except (OSError, PictureError) as error:
        _complain_of(path, error)
        return False
    if not seen:
        _tell_nothing(path, as_json)
    return bool(seen) and all(outcome.verdict.answer in _LET_IN for outcome in seen)


def _complain_of(path: Path, error: OSError | PictureError) -> None:
    """Say why a file cannot be scanned; the system knows reasons that pictures do not."""
    if isinstance(error, OSError):
        error = PictureError(f"{path} cannot be opened ({error.strerror}); check the name.")
    complain(error)


def _answer(
    engine: Engine, folder: DataFolder, desk: Desk, text: str, dry_run: bool
) -> ScanOutcome:
    try:
        with Session(engine, expire_on_commit=False) as session:
            scanned = desk.scan(session, text)
            if not dry_run:
                session.commit()
            outcome = desk.outcome(session, scanned)
            session.rollback() if dry_run else session.commit()
            return outcome
    except DBAPIError as error:
        raise store_error_of(error, str(folder.path)) from error


def _tell(path: Path, outcome: ScanOutcome, text: str, as_json: bool) -> None:
    verdict, view = outcome.verdict, outcome.view
    name = view.first_name if view else ""
    if as_json:
        plain: dict[str, object] = {"file": str(path), "answer": verdict.answer}
        plain |= {"refusal": verdict.refusal} if verdict.refusal else {}
        plain |= {"person": verdict.person, "name": name} if verdict.person else {}
        if verdict.answer is Answer.NOT_A_PASS:
            plain["text"] = text
        typer.echo(json.dumps(plain, ensure_ascii=False))
        return
    sentence = _REFUSALS[verdict.refusal] if verdict.refusal else _SENTENCES[verdict.answer]
    who = f"{name}, " if name else ""
    # Whatever a stranger's code says, it must not steer the terminal.
    what = f" ({_harmless(text)})" if verdict.answer is Answer.NOT_A_PASS else ""
    typer.echo(f"{path}: {who}{sentence}{what}")


def _tell_nothing(path: Path, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"file": str(path), "answer": None}))
    else:
        typer.echo(f"{path}: no code was read")


def _harmless(text: str, most: int = 60) -> str:
    shown = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return shown if len(shown) <= most else f"{shown[:most]}…"
