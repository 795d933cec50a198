"""What the pages are drawn with: style, script and our typeface, all from here."""

import importlib.resources
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Response

from kiosk.server.web.pages import PageError, guarded

router = APIRouter(include_in_schema=False)

STATIC = Path(__file__).parent / "static"
_TYPEFACE = "AtkinsonHyperlegibleNext.woff2"
_KINDS = {
    "style.css": "text/css",
    "me.js": "text/javascript",
    _TYPEFACE: "font/woff2",
}
_A_WHILE = "public, max-age=3600"


@router.get("/web/{name}")
async def asset(name: str) -> Response:
    """Return one of the few files that pages need."""
    if name not in _KINDS:
        raise PageError("nothing", 404)
    response = guarded(Response(_content(name), media_type=_KINDS[name]))
    response.headers["Cache-Control"] = _A_WHILE
    return response


@cache
def _content(name: str) -> bytes:
    if name == _TYPEFACE:
        return (importlib.resources.files("resources") / "fonts" / name).read_bytes()
    return (STATIC / name).read_bytes()
