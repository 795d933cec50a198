"""What somebody at the kiosk asks of the server and waits for, on a thread of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from kiosk.errors import ServerError
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.transport import Patience

Answer = TypeVar("Answer")

_PATIENCE = Patience(connect_s=3.0, silence_s=5.0, whole_s=8.0, most_bytes=64_000)


class Asking:
    """Puts questions to the server one after the other, on the thread "sync-asking".

    It has a connection of its own, so neither a long-poll nor facts on their way keep anybody
    waiting, and gives up soon, since somebody stands there.
    """

    def __init__(self, address: ServerAddress) -> None:
        self._link = ServerLink(address, patience=_PATIENCE)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sync-asking")
        self._gate, self._is_open = threading.Lock(), True

    def submit(self, question: Callable[[ServerLink], Answer]) -> "Future[Answer]":
        """Put a question. The future raises LobbyError where there is no good answer."""
        with self._gate:
            if self._is_open:
                return self._thread.submit(question, self._link)
        stopped: Future[Answer] = Future()
        stopped.set_exception(ServerError("Sync has stopped."))
        return stopped

    def stop(self) -> None:
        """Ask nothing more after what is being asked, and do not wait for that.

        Safe to call twice.
        """
        with self._gate:
            if self._is_open:
                self._thread.submit(self._link.close)
            self._is_open = False
        self._thread.shutdown(wait=False)
