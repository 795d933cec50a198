"""Links to a member's own page, for their phone."""

from typing import Annotated

from pydantic import StringConstraints

from kiosk.wire.model import Handle, Instant, Message, Reply

# Whole, or from the root of the address by which the device reaches its server.
Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^(https?:/)?/[!-~]+$")]


class LinkRequest(Message):
    """Whom a link is for: somebody who has just scanned at this kiosk."""

    person: Handle


class LinkReply(Reply):
    """A link that is good once, and not for long."""

    url: Url
    expires_at: Instant


class PageReply(Reply):
    """Where everybody finds their own page."""

    url: Url
