"""The application as a whole."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from kiosk.server.api.app import make_app
from kiosk.server.main import open_database
from tests.server.central import new_sqlite


async def statuses(app: FastAPI, *paths: str) -> list[int]:
    """Ask a running application."""
    async with app.router.lifespan_context(app):
        await asyncio.sleep(0)  # what it does beside answering has begun
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://lobby") as client:
            return [(await client.get(path)).status_code for path in paths]


def test_a_server_that_hears_of_no_change_any_more_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: Callable[[str], None]
) -> None:
    expected_log("CRITICAL kiosk.server.api.app: the server hears of no change any more")

    async def end() -> None:
        raise RuntimeError("a defect")

    app = make_app(open_database(new_sqlite(tmp_path)))
    monkeypatch.setattr(app.state.service, "run", end)
    assert asyncio.run(statuses(app, "/healthz", "/readyz")) == [200, 503]
