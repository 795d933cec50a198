"""What a device can ask its server, in messages of kiosk.wire."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from kiosk.clock import HouseClock
from kiosk.errors import ServerError, SetupError, StoreError, WireError
from kiosk.settings import DataFolder
from kiosk.sync.tokens import KeptTokens, Tokens
from kiosk.sync.transport import Patience, Question, Transport, is_this_machine
from kiosk.wire.changes import ChangesPage, ChangesRequest
from kiosk.wire.links import LinkReply, LinkRequest, PageReply
from kiosk.wire.model import Reply
from kiosk.wire.pairing import PairReply, PairRequest
from kiosk.wire.push import PushReply, PushRequest
from kiosk.wire.tokens import TokenReply, TokenRequest

AnyReply = TypeVar("AnyReply", bound=Reply)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server is, what this device shows to be let in, and by what it knows the server.

    `token` is one text, or the tokens of a device that change; `authority` a file with the
    certificate that the server made for itself.
    """

    url: str
    token: str | Tokens = field(default="", repr=False)
    authority: Path | None = None


def address_in(folder: DataFolder) -> ServerAddress:
    """Return where the device of a paired folder finds its server. All its connections share it.

    Raises:
        StoreError: it is not paired, or that cannot be read.
    """
    pairing = folder.pairing()
    if pairing is None:
        raise StoreError(f"{folder.path} is not paired yet; run lobby pair first.")
    return ServerAddress(pairing.server, KeptTokens(folder, pairing), folder.authority())


@dataclass(frozen=True, slots=True)
class Heard(Generic[AnyReply]):
    """An answer; `offset_ms` is what this machine's clock needs added, if that was measured."""

    reply: AnyReply
    offset_ms: int | None


class ServerLink:
    """One connection to one server, for one thread.

    Every method raises ServerError when no usable answer came, and ServerRefusedError when a
    lobby server said no. Neither ever means that something may be deleted here.
    """

    def __init__(
        self,
        address: ServerAddress,
        *,
        patience: Patience | None = None,
        clock: HouseClock | None = None,
    ) -> None:
        self._clock = clock or HouseClock()
        token = address.token
        self._tokens = token if isinstance(token, Tokens) else Tokens(token)
        self._transport = Transport(
            address.url,
            self._tokens,
            patience or Patience(),
            authority=address.authority,
            clock=self._clock.steady,
        )

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def pair(self, request: PairRequest) -> PairReply:
        """Swap a one-time code for a token."""
        return self._ask(PairReply, Question("/v1/devices/pair", request.to_bytes())).reply

    def renew_token(self, now: datetime) -> None:
        """Swap this device's token for a new one once it is old; never fails, and never hurries."""
        self._tokens.renew(self._new_token, now)

    def push(self, request: PushRequest) -> Heard[PushReply]:
        """Send a batch. The answer counts only if it is to this very batch."""
        heard = self._ask(PushReply, Question("/v1/sync/push", request.to_bytes()))
        if heard.reply.batch_id != request.batch_id:
            raise ServerError("The server answered another question; the facts stay here.")
        return self._believed(heard)

    def changes(self, asked: ChangesRequest) -> Heard[ChangesPage]:
        """Fetch the page after a cursor, waiting for news as long as was asked."""
        params = asked.model_dump()
        question = Question("/v1/sync/changes", params=params, wait_s=asked.wait)
        return self._believed(self._ask(ChangesPage, question))

    def wall(self, after: str, *, wait_s: int) -> tuple[str, bytes]:
        """Fetch the wall's view once its tag is not `after`; return the tag and the view's JSON."""
        asked: dict[str, str | int] = {"after": after, "wait": wait_s}
        received = self._transport.ask(Question("/v1/wall", params=asked, wait_s=wait_s))
        return received.tag, received.body

    def photo(self, digest: str) -> bytes:
        """Fetch a member's photo by its name."""
        return self._transport.ask(Question(f"/v1/photos/{digest}")).body

    def personal_link(self, person: str) -> str:
        """Have a link made to a member's own page, for their phone.

        Raises:
            SetupError: phones cannot reach this server.
        """
        question = Question("/v1/links", LinkRequest(person=person).to_bytes())
        url = self._for_phones(self._ask(LinkReply, question).reply.url)
        if not url:
            raise SetupError(
                "Phones cannot reach this server; start it with --public-url and its address."
            )
        return url

    def member_page(self) -> str:
        """Return where members find their own page; empty where no phone can reach it."""
        return self._for_phones(self._ask(PageReply, Question("/v1/links")).reply.url)

    def _for_phones(self, url: str) -> str:
        if not url.startswith("/"):
            return url
        return "" if is_this_machine(self._transport.url) else self._transport.url + url

    def _new_token(self) -> str:
        question = Question("/v1/devices/token", TokenRequest().to_bytes())
        return self._ask(TokenReply, question).reply.token

    def _ask(self, reply: type[AnyReply], question: Question) -> Heard[AnyReply]:
        received = self._transport.ask(question)
        try:
            answer = reply.read(received.body)
        except WireError as error:
            raise ServerError(
                f"{self._transport.host} answers in a way this program cannot read."
            ) from error
        return Heard(answer, received.offset_ms(answer.server_time))

    def _believed(self, heard: Heard[AnyReply]) -> Heard[AnyReply]:
        """Set the house's clock by an answer that counts."""
        if heard.offset_ms is None:
            return heard
        self._clock.confirm(heard.offset_ms)
        return replace(heard, offset_ms=self._clock.read().offset_ms)
