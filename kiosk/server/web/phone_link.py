"""/me/link/CODE: a link from the kiosk makes a phone its member's."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Cookie, Path, Request, Response
from starlette.responses import RedirectResponse

from kiosk.server.api.limits import address_of
from kiosk.server.api.service import Service, TheService
from kiosk.server.web.forms import mark_of, read_form
from kiosk.server.web.pages import PageError, guarded, language_asked_by, page
from kiosk.server.web.visitor import COOKIE, PATH, keep_cookie
from kiosk.store.phones import LINK_LIFE, is_good_link, use_link

router = APIRouter(include_in_schema=False)

ASKED = "lobby-link"  # the cookie that ties the answer to the page that asked

Code = Annotated[str, Path(max_length=100)]


@router.get("/me/link/{code}")
async def ask(request: Request, service: TheService, code: Code) -> Response:
    """Ask whether this phone is the one. Programs that look at links ahead use nothing up."""
    _slow_down(request, service)
    now = service.clock()
    if not await service.database.read(lambda session: is_good_link(session, code, now)):
        raise PageError("link_gone", 410)
    service.codes_by_address.take_back(address_of(request))
    secret = secrets.token_urlsafe(16)
    response = page("link", language_asked_by(request), mark=mark_of(secret))
    keep_cookie(request, response, ASKED, secret, LINK_LIFE)
    return response


@router.post("/me/link/{code}")
async def let_in(
    request: Request,
    service: TheService,
    code: Code,
    asked: Annotated[str, Cookie(alias=ASKED)] = "",
) -> Response:
    """Use the link up, and let this phone open the page from now on."""
    _slow_down(request, service)
    if not asked:
        raise PageError("try_again", 403)
    await read_form(request, asked)
    now = service.clock()
    token = await service.database.write(lambda session: use_link(session, code, now))
    if token is None:
        raise PageError("link_gone", 410)
    service.codes_by_address.take_back(address_of(request))
    response = guarded(RedirectResponse(PATH, 303))
    keep_cookie(request, response, COOKIE, token)
    response.delete_cookie(ASKED, path=PATH)
    return response


def _slow_down(request: Request, service: Service) -> None:
    if service.codes_by_address.wait_s(address_of(request)):
        raise PageError("too_often", 429)
