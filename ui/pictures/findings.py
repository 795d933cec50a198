"""What the check found on the pages, as a file to read and as a summary."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.errors import SetupError
from ui.pictures.screens import Drawn

FILE_NAME = "findings.txt"


def write_findings(folder: Path, drawn: Sequence[Drawn]) -> None:
    """Put every finding into the folder, page by page.

    Raises:
        SetupError: nothing can be written there.
    """
    lines = [*summary_of(drawn), "", *_each(drawn)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise SetupError(f"Findings cannot be put into {folder}; choose another.") from error


def summary_of(drawn: Iterable[Drawn]) -> Iterator[str]:
    """Yield how much of what was found on each page, over all its looks."""
    found = Counter((page.scene, one.kind.value) for page in drawn for one in page.findings)
    for (scene, kind), count in sorted(found.items()):
        yield f"{count:5} {scene}: {kind}"


def _each(drawn: Iterable[Drawn]) -> Iterator[str]:
    for page in sorted(drawn, key=lambda page: page.scene):
        for finding in page.findings:
            yield f"{page.scene} {page.look} {finding}"
