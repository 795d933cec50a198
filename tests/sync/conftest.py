"""A server and kiosks for the tests of sync, on SQLite."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.spaces import Space
from tests.server.central import NORTE, Central, Kiosk, new_sqlite


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """A running server with two spaces, Ana who may enter both, and Bea at Casa Norte."""
    central = Central(new_sqlite(tmp_path))
    central.start()
    yield central
    central.close()


@pytest.fixture
def new_kiosk(central: Central, tmp_path: Path) -> Iterator[Callable[..., Kiosk]]:
    """Makes paired kiosks."""
    made: list[Kiosk] = []

    def make(space: Space = NORTE) -> Kiosk:
        made.append(Kiosk(tmp_path / f"kiosk-{len(made)}", central, space))
        return made[-1]

    yield make
    for kiosk in made:
        kiosk.close()


@pytest.fixture
def kiosk(new_kiosk: Callable[..., Kiosk]) -> Kiosk:
    """A kiosk of Casa Norte."""
    return new_kiosk()
