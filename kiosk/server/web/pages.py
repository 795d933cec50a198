"""How a page is made: a template in somebody's language, with nothing from elsewhere."""

from functools import cache
from pathlib import Path

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.languages import SOURCE, catalogue_of, language_named

TEMPLATES = Path(__file__).parent / "templates"

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
_MOST_LANGUAGES = 10


class PageError(Exception):
    """A page's no: the template that says it, and the status that it has."""

    def __init__(self, page: str, status: int) -> None:
        super().__init__(page)
        self.page, self.status = page, status


def page(name: str, language: str, status: int = 200, **values: object) -> Response:
    """Return the page of a template, in a language."""
    template = _templates(language).get_template(f"{name}.html")
    text = template.render(language=language.replace("_", "-"), **values)
    return guarded(Response(text, status, media_type="text/html"))


def guarded(response: Response) -> Response:
    """Have a browser keep no copy, and let nobody else's page into this one."""
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response


def language_asked_by(request: Request) -> str:
    """Return the first language of ours that a browser asks for."""
    asked = request.headers.get("Accept-Language", "").split(",")[:_MOST_LANGUAGES]
    codes = [part.partition(";")[0].strip() for part in asked]
    tried = (code for asked_for in codes for code in (asked_for, asked_for.split("-")[0]))
    return next(filter(None, map(language_named, tried)), SOURCE)


@cache
def _templates(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(catalogue_of(language))  # type: ignore[attr-defined]
    return made
