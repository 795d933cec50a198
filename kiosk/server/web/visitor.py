"""Whose phone asks: the member by the cookie that a link once left there."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Cookie, Depends, Request, Response
from sqlalchemy.orm import Session

from kiosk.domain.people import Member
from kiosk.server.api.service import Service, TheService
from kiosk.server.own_page import has_page
from kiosk.server.web.pages import PageError
from kiosk.store.directory import member
from kiosk.store.phones import PHONE_LIFE, phone_owner

PATH = "/me"
COOKIE = "lobby-me"
LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Visitor:
    """A member on their own phone, and the secret that this phone keeps."""

    member: Member
    token: str


async def visitor_of(
    service: TheService, token: Annotated[str, Cookie(alias=COOKIE)] = ""
) -> Visitor | None:
    """Return whose phone it is; None where nobody knows."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    found = await service.database.read(lambda session: _owner(session, service, token))
    return Visitor(found, token) if found is not None else None


async def known_visitor(visitor: Annotated[Visitor | None, Depends(visitor_of)]) -> Visitor:
    """Return whose phone it is.

    Raises:
        PageError: nobody knows.
    """
    if visitor is None:
        raise PageError("nobody", 403)
    return visitor


Anybody = Annotated[Visitor | None, Depends(visitor_of)]
Known = Annotated[Visitor, Depends(known_visitor)]


def keep_cookie(
    request: Request, response: Response, name: str, value: str, life: timedelta = PHONE_LIFE
) -> None:
    """Have a phone keep a secret that no script and no other site gets at."""
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path=PATH,
        secure=is_encrypted(request),
        httponly=True,
        samesite="lax",
    )


def is_encrypted(request: Request) -> bool:
    """Say whether the phone speaks HTTPS, with us or with a proxy before us."""
    service: Service = request.app.state.service
    return request.url.scheme == "https" or service.public_url.startswith("https://")


def _owner(session: Session, service: Service, token: str) -> Member | None:
    now = service.clock()
    handle = phone_owner(session, token, now)
    found = member(session, handle) if handle else None
    return found if found and has_page(session, found, now) else None
