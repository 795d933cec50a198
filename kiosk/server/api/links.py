"""/v1/links: how members come to their own page on their phones."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.server.api.access import AtDoor, check_access
from kiosk.server.api.bodies import read_message
from kiosk.server.api.limits import slow_down
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.replies import replies_with, reply, takes
from kiosk.server.api.service import Service, TheService
from kiosk.server.own_page import has_page
from kiosk.store.directory import member_held_by
from kiosk.store.phones import new_link
from kiosk.wire.links import LinkReply, LinkRequest, PageReply
from kiosk.wire.problems import ProblemKind

router = APIRouter()

PAGE = "/me"


@router.get("/v1/links", responses=replies_with(PageReply))
async def page(device: AtDoor, service: TheService) -> Response:
    """Return where everybody finds their own page."""
    return reply(PageReply(url=service.public_url + PAGE, server_time=service.clock()))


@router.post("/v1/links", responses=replies_with(LinkReply), openapi_extra=takes(LinkRequest))
async def link(request: Request, device: AtDoor, service: TheService) -> Response:
    """Make a link to the page of a member whom this kiosk holds."""
    slow_down(service.links_by_device, str(device.id), "This kiosk asks for too many links.")
    asked = await read_message(request, LinkRequest)
    answer = await service.database.write(
        lambda session: _link(session, device, service, asked.person)
    )
    return reply(answer)


def _link(session: Session, device: Device, service: Service, person: str) -> LinkReply:
    now = service.clock()
    check_access(session, device)
    member = member_held_by(session, person, device.space, now)
    if member is None or not has_page(session, member, now):
        raise ProblemError(ProblemKind.NOT_FOUND, "This kiosk does not hold that member.")
    code, expires_at = new_link(session, person, now)
    url = f"{service.public_url}{PAGE}/link/{code}"
    return LinkReply(url=url, expires_at=expires_at, server_time=now)
