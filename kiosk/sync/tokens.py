"""A device's tokens: which one to show, and when to ask for the next."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.errors import LobbyError
from kiosk.settings import DataFolder, Pairing

TOKEN_LIFE = timedelta(days=30)
_TRY_AGAIN_S = 3600.0  # after a server that could not, or would not, give a new one

log = logging.getLogger(__name__)


class Tokens:
    """One token that stays what it is, or none before pairing."""

    def __init__(self, token: str = "") -> None:
        self._token = token

    def present(self) -> str:
        """Return the token to show."""
        return self._token

    def other_than(self, refused: str) -> str:
        """Return what else may be good where the server does not know a token; empty if nothing."""
        return ""

    def prefer(self, token: str) -> None:
        """Show this one from now on: the server knows it."""

    def renew(self, ask: Callable[[], str], now: datetime) -> None:
        """Swap the present token for a new one once it is old; `ask` gets one from the server."""


class KeptTokens(Tokens):
    """The tokens of a paired folder, for all its connections. Safe from any thread.

    Whatever answer is lost, and whether or not the program ends in between: one of the two that
    are on disk is good at the server.
    """

    def __init__(self, folder: DataFolder, pairing: Pairing) -> None:
        self._folder, self._pairing = folder, pairing
        self._guard, self._renewing = threading.Lock(), threading.Lock()
        self._not_before_s = 0.0

    def present(self) -> str:
        """Return the token to show."""
        return self._pairing.token

    def other_than(self, refused: str) -> str:
        """Return what else may be good where the server does not know a token; empty if nothing."""
        with self._guard:
            self._reread()
            here = self._pairing
            return here.token if here.token != refused else here.other_token

    def prefer(self, token: str) -> None:
        """Show this one from now on: the server knows it."""
        with self._guard:
            here = self._pairing
            if token != here.other_token:
                return
            self._pairing = replace(here, token=token, other_token=here.token)
            try:
                self._folder.keep_tokens(self._pairing)
            except OSError:
                log.exception("the token that is good could not be written down")

    def renew(self, ask: Callable[[], str], now: datetime) -> None:
        """Swap the present token for a new one once it is old; `ask` gets one from the server.

        A failure leaves everything as it is, and is for the log only: the old one is still good.
        """
        # One at a time; whoever comes second finds nothing left to do.
        with self._renewing:
            if not self._is_due(now):
                return
            try:
                self._take(ask(), now)
            except (LobbyError, OSError) as error:
                log.info("the token could not be renewed: %s", error)
                self._not_before_s = time.monotonic() + _TRY_AGAIN_S

    def _is_due(self, now: datetime) -> bool:
        since = self._pairing.token_since
        # Either way: of two clocks one was wrong, and nobody knows which.
        is_old = since is None or abs(now - since) >= TOKEN_LIFE
        return is_old and time.monotonic() >= self._not_before_s

    def _take(self, token: str, now: datetime) -> None:
        with self._guard:
            here = self._pairing
            fresh = replace(here, token=token, other_token=here.token, token_since=now)
            # On disk before it is shown: its first use ends the one before.
            self._folder.keep_tokens(fresh)
            self._pairing = fresh

    def _reread(self) -> None:
        """Take over what another program on this folder, or lobby pair, wrote meanwhile."""
        try:
            found = self._folder.pairing()
        except LobbyError:
            return
        if found is not None and found.server == self._pairing.server:
            self._pairing = found
