"""The `lobby` command: the windowless commands, and the windows."""

import faulthandler
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.commands.findings import Check

# The windows start without the core's imports, which cost more than their first picture.
WINDOWS = ("kiosk", "wall", "staff")

windows = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[Path | None, typer.Option("--data", help="This device's folder.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of the screen, such as en or es.")]
Dark = Annotated[
    bool | None, typer.Option("--dark/--light", help="Always so; by the house's hours without.")
]
Fullscreen = Annotated[bool, typer.Option("--fullscreen", help="Cover the whole screen.")]
Still = Annotated[
    bool | None,
    typer.Option("--reduced-motion/--motion", help="Always so; as the system says without."),
]
Text = Annotated[
    int, typer.Option("--text", min=100, max=200, help="Size of the letters, in percent.")
]
Pictures = Annotated[
    Path | None, typer.Option(help="Save a picture of each page, with its accessible names.")
]


@windows.command(epilog="Example: lobby kiosk --camera 0 --fullscreen --lang es")
def kiosk(
    data: Data = None,
    camera: Annotated[
        str,
        typer.Option(
            help="A number, a path, a file or a folder; none; in the demo also simulated."
        ),
    ] = "0",
    scanner: Annotated[
        str, typer.Option(help="auto, none, or also one by its name or path: /dev/ttyACM0.")
    ] = "auto",
    lang: Lang = "",
    dark: Dark = None,
    fullscreen: Fullscreen = False,
    still: Still = None,
    text: Text = 100,
    pictures: Pictures = None,
) -> None:
    """Open the kiosk that members check in at."""
    from ui.programs.kiosk import KioskProgram
    from ui.programs.program import WindowOptions

    options = WindowOptions(_language(lang), dark, fullscreen, pictures, still, text)
    raise typer.Exit(KioskProgram(data, camera, options, scanner).run())


@windows.command(epilog="Example: lobby wall --fullscreen")
def wall(
    data: Data = None,
    lang: Lang = "",
    dark: Dark = None,
    fullscreen: Fullscreen = False,
    still: Still = None,
    text: Text = 100,
    pictures: Pictures = None,
) -> None:
    """Open the wall that shows who is here."""
    from ui.programs.program import WindowOptions
    from ui.programs.wall import WallProgram

    options = WindowOptions(_language(lang), dark, fullscreen, pictures, still, text)
    WallProgram(data, options).run()


@windows.command(epilog="Example: lobby staff")
def staff(
    data: Data = None,
    camera: Annotated[
        str,
        typer.Option(help="For the scanner check: a number, /dev/…, a file, a folder, or none."),
    ] = "0",
    lang: Lang = "",
    dark: Dark = None,
    fullscreen: Fullscreen = False,
    still: Still = None,
    text: Text = 100,
    pictures: Pictures = None,
) -> None:
    """Open the staff's view of today."""
    from ui.programs.program import WindowOptions
    from ui.programs.staff import StaffProgram

    options = WindowOptions(_language(lang), dark, fullscreen, pictures, still, text)
    StaffProgram(data, camera, options).run()


@windows.command(epilog="Example: lobby demo")
def demo(
    data: Annotated[Path | None, typer.Option("--data", help="Where the demo lives.")] = None,
    tour: Annotated[
        bool, typer.Option(help="Run offscreen and take pictures, also where there is a display.")
    ] = False,
) -> None:
    """Try everything: a sample house with server, kiosk, wall and a simulated camera."""
    from ui.demo.run import run_demo

    run_demo(data, tour=tour)


@windows.command(epilog="Example: lobby screens pictures/ --only 'kiosk-welcome*' --lang es")
def screens(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")],
    only: Annotated[str, typer.Option(help="Pages by name; * stands for anything.")] = "*",
    size: Annotated[list[str] | None, typer.Option(help="As 1280x800; may be repeated.")] = None,
    lang: Annotated[
        list[str] | None, typer.Option(help="A language, or pseudo; may be repeated.")
    ] = None,
    theme: Annotated[list[str] | None, typer.Option(help="light or dark.")] = None,
    text: Annotated[list[int] | None, typer.Option(help="100 or 200, in per cent.")] = None,
    sheets: Annotated[
        bool, typer.Option("--sheets", help="Also put each page's pictures on one sheet.")
    ] = False,
    check_only: Annotated[
        bool, typer.Option("--check-only", help="Look for cut texts and the like; draw nothing.")
    ] = False,
) -> None:
    """Draw and check every screen in each size, language, theme and size of text."""
    from ui.pictures.command import draw_screens, wished

    choice = wished(only, size, lang, theme, text)
    draw_screens(folder, choice, with_sheets=sheets, check_only=check_only)


def main() -> None:
    """Run the `lobby` command."""
    from kiosk.commands.options import run

    if sys.stderr is not None:
        # What crashes below Python leaves no traceback, and no other word, by itself.
        faulthandler.enable()
    if sys.argv[1:2] and sys.argv[1] in WINDOWS:
        run(windows)
        return
    from kiosk.cli import app
    from kiosk.commands import doctor

    # Of two commands with one name this is the one that counts: the core's knows no screen.
    windows.command(epilog=doctor.EXAMPLE)(doctor.command(_screen_checks))
    app.add_typer(windows)
    run(app)


def _screen_checks() -> "Iterable[Check]":
    from ui.programs.doctor import screen_checks

    return screen_checks


def _language(wanted: str) -> str:
    from kiosk.errors import InputError
    from kiosk.languages import SOURCE, language_named, languages

    wanted = wanted or os.environ.get("LOBBY_LANG") or SOURCE
    language = language_named(wanted)
    if language is None:
        raise InputError(f"{wanted!r} is not a language of the screens: {', '.join(languages())}.")
    return language


if __name__ == "__main__":
    main()
