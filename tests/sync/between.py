"""Something between a device and its server that does not behave."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests

from kiosk.wire import PROTOCOL_HEADER

Answer = Callable[["Between"], None]


class Between(BaseHTTPRequestHandler):
    """One request that came in; `answer` decides what becomes of it."""

    protocol_version = "HTTP/1.1"
    answer: Answer

    def do_GET(self) -> None:
        type(self).answer(self)

    def do_POST(self) -> None:
        type(self).answer(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def pass_on(self, url: str, body: bytes | None = None) -> requests.Response:
        """Ask the real server what we were asked, with this body if it was read already."""
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        body = body or self.body() or None
        return requests.request(
            self.command, url + self.path, headers=headers, data=body, timeout=30
        )

    def say(self, status: int, body: bytes, content_type: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def say_as_lobby(self, status: int, body: bytes, **headers: str) -> None:
        self.say(status, body, "application/json", **{PROTOCOL_HEADER: "1"}, **headers)

    def hang_up(self) -> None:
        self.close_connection = True


class _Quiet(ThreadingHTTPServer):
    """A server that says nothing about those who hang up on it."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet."""


@contextmanager
def standing_between(answer: Answer, certificate: Path | None = None) -> Iterator[str]:
    """Answer requests this way; gives the address to send them to."""
    handler = type("Handler", (Between,), {"answer": staticmethod(answer), "timeout": 10})
    server = _Quiet(("127.0.0.1", 0), handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # The handshake is for the thread that answers, not for the one that takes connections.
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="between")
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
