"""/me: one's own page on one's own phone, with the code that opens the door today."""

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, RedirectResponse

from kiosk.actions.photo import choose_photo
from kiosk.errors import PictureError
from kiosk.photos import crop_square
from kiosk.server.api.service import Service, TheService
from kiosk.server.founding import keys_folder
from kiosk.server.signing import phone_code
from kiosk.server.web.forms import MOST_SENT, mark_of, read_form
from kiosk.server.web.own_data import own_data
from kiosk.server.web.pages import PageError, guarded, language_asked_by, page
from kiosk.server.web.symbols import Symbol, symbol_of
from kiosk.server.web.visitor import COOKIE, PATH, Anybody, Known, Visitor
from kiosk.store.phones import forget_phone
from kiosk.store.photos import photo_of

router = APIRouter(include_in_schema=False)

RENEWED_AFTER_S = 60  # a code is good for two minutes at least


@router.get(PATH)
async def me(request: Request, service: TheService, visitor: Anybody) -> Response:
    """Show the page; to a phone that nobody knows, how to get it."""
    if visitor is None:
        return page("nobody", language_asked_by(request))
    return await _own_page(service, visitor)


@router.get("/me/pass")
async def fresh_pass(service: TheService, visitor: Known) -> Response:
    """Return the next code, for the page's script."""
    symbol = await _symbol(service, visitor)
    return guarded(JSONResponse({"path": symbol.path, "seconds": RENEWED_AFTER_S}))


@router.get("/me/photo")
async def photo(service: TheService, visitor: Known) -> Response:
    """Return one's own photo."""
    jpeg = await service.database.read(lambda session: photo_of(session, visitor.member.handle))
    if jpeg is None:
        raise PageError("nothing", 404)
    return guarded(Response(jpeg, media_type="image/jpeg"))


@router.post("/me/photo")
async def change_photo(request: Request, service: TheService, visitor: Known) -> Response:
    """Take another photo, or none."""
    handle = visitor.member.handle
    if service.photos_by_member.wait_s(handle):
        raise PageError("too_often", 429)
    form = await read_form(request, visitor.token, MOST_SENT)
    chosen = b""
    if "remove" not in form.words:
        try:
            chosen = await run_sync(
                crop_square, form.files.get("photo", b""), limiter=service.cropping
            )
        except PictureError:
            return await _own_page(service, visitor, status=422)
    now = service.clock()
    await service.database.write(lambda session: choose_photo(session, handle, chosen, now))
    return guarded(RedirectResponse(PATH, 303))


@router.get("/me/data")
async def data(service: TheService, visitor: Known) -> Response:
    """Return everything that is known of the member, as a file."""
    known = await service.database.read(
        lambda session: own_data(session, visitor.member, service.clock())
    )
    headers = {"Content-Disposition": 'attachment; filename="hello-lobby.json"'}
    return guarded(Response(known, headers=headers, media_type="application/json"))


@router.post("/me/forget")
async def forget(request: Request, service: TheService, visitor: Known) -> Response:
    """Have this phone forget whose it is."""
    await read_form(request, visitor.token)
    await service.database.write(lambda session: forget_phone(session, visitor.token))
    response = page("forgotten", visitor.member.language)
    response.delete_cookie(COOKIE, path=PATH)
    return response


async def _own_page(service: Service, visitor: Visitor, status: int = 200) -> Response:
    return page(
        "me",
        visitor.member.language,
        status,
        member=visitor.member,
        symbol=await _symbol(service, visitor),
        seconds=RENEWED_AFTER_S,
        mark=mark_of(visitor.token),
        is_refused=status != 200,
    )


async def _symbol(service: Service, visitor: Visitor) -> Symbol:
    def draw(session: Session) -> Symbol:
        keys = keys_folder(service.database.url)
        return symbol_of(phone_code(session, keys, visitor.member, service.clock()))

    return await service.database.read(draw)
