"""Something between a device and its server that does not behave."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


@contextmanager
def standing_between(answer: Answer) -> Iterator[str]:
    """Answer requests this way; gives the address to send them to."""
    handler = type("Handler", (Between,), {"answer": staticmethod(answer)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="between")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
