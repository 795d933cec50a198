"""Connections whose answers end at a deadline, even while a first line still trickles in."""

import http.client
import io
import math
import socket
import time
from functools import partial
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """The moment of time.monotonic() at which whoever reads gives up; one for one thread."""

    def __init__(self) -> None:
        self.at = math.inf

    @property
    def has_passed(self) -> bool:
        """Say whether it is over."""
        return time.monotonic() >= self.at

    def left_s(self) -> float:
        """Return what is left.

        Raises:
            TimeoutError: nothing.
        """
        left_s = self.at - time.monotonic()
        if left_s <= 0:
            raise TimeoutError("the whole answer took too long")
        return left_s


class DeadlineAdapter(HTTPAdapter):
    """An adapter for requests whose reading ends at a deadline.

    The timeouts of requests bound the silence between two bytes only, so an answer whose headers
    come letter by letter would hold a thread for ever.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools whose connections answer with our responses."""
        super().init_poolmanager(*args, **kwargs)
        answers = {"response_class": partial(_Answer, self._deadline)}
        self.poolmanager.pool_classes_by_scheme = {
            scheme: type(
                pool.__name__,
                (pool,),
                {"ConnectionCls": type("Connection", (pool.ConnectionCls,), answers)},
            )
            for scheme, pool in (("http", HTTPConnectionPool), ("https", HTTPSConnectionPool))
        }


class _Answer(http.client.HTTPResponse):
    """A response that is read through `_Watched`."""

    def __init__(self, deadline: Deadline, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        plain = self.fp.detach()
        self.fp = io.BufferedReader(_Watched(plain, sock, deadline))


class _Watched(io.RawIOBase):
    """A socket's file, each read of which waits no longer than is left."""

    def __init__(self, plain: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        self._plain, self._sock, self._deadline = plain, sock, deadline
        self._silence_s = sock.gettimeout()

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what is there, or wait for it."""
        left_s = self._deadline.left_s()
        self._sock.settimeout(left_s if self._silence_s is None else min(left_s, self._silence_s))
        return self._plain.readinto(buffer)

    def close(self) -> None:
        """Close the socket's file too."""
        self._plain.close()
        super().close()
