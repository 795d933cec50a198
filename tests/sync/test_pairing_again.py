"""A folder that lost its access is paired again, and what waited in it arrives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app import Core
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, Fact
from kiosk.domain.spaces import Space
from kiosk.settings import DataFolder, Pairing
from kiosk.store.devices import revoke_device
from kiosk.store.outbox import waiting
from kiosk.store.station import Said, say
from kiosk.sync.pairing import pair
from tests.server.central import ANA, BEA, CARL, NORTE, SUR, Central


def lobby(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )


class Tablet:
    """A folder that is paired and used by commands, as somebody at the machine does it."""

    def __init__(self, path: Path, central: Central) -> None:
        self.folder, self.central = DataFolder(path), central

    def pair(self, space: Space = NORTE) -> subprocess.CompletedProcess[str]:
        code = self.central.code(space)
        return lobby("pair", "--server", self.central.url, "--code", code, "--data", self.path)

    def sync(self) -> subprocess.CompletedProcess[str]:
        return lobby("sync", "--once", "--data", self.path)

    @property
    def path(self) -> Path:
        return self.folder.path

    @property
    def pairing(self) -> Pairing:
        pairing = self.folder.pairing()
        assert pairing is not None
        return pairing

    def lets_in(self, *people: str) -> list[Fact]:
        core = Core.open(self.folder)
        here = [Said(CheckedIn(), self.pairing.space, person) for person in people]
        made = [core.worker.submit(lambda s, said=said: say(s, said, utc_now())) for said in here]
        core.stop()
        return [fact.result() for fact in made]

    def pending(self) -> int:
        core = Core.open(self.folder)
        left = core.worker.submit(waiting)
        core.stop()
        return left.result().pending

    def is_revoked(self) -> None:
        with self.central.session() as session:
            assert revoke_device(session, self.pairing.device, utc_now())


@pytest.fixture
def tablet(central: Central, tmp_path: Path) -> Tablet:
    tablet = Tablet(tmp_path / "tablet", central)
    first = tablet.pair()
    assert (first.returncode, first.stdout) == (0, "This device is now a kiosk of casa-norte.\n")
    return tablet


def test_a_revoked_tablet_is_paired_again_and_delivers_what_waited(
    central: Central, tablet: Tablet
) -> None:
    before = tablet.pairing
    old = tablet.lets_in(ANA, BEA)
    tablet.is_revoked()
    refused = tablet.sync()
    assert (refused.returncode, "lobby pair" in refused.stderr) == (1, True)
    again = tablet.pair()
    assert (again.returncode, again.stderr) == (0, "")
    assert "lobby device revoke ends that place unless" in again.stdout
    assert str(before.device) in again.stdout
    assert tablet.pairing.device != before.device
    assert central.facts() == old
    new = tablet.lets_in(ANA)
    assert tablet.sync().returncode == 0
    assert central.facts() == old + new
    assert new[0].seq == 1


def test_a_pairing_that_was_cut_off_is_finished_at_the_next_start(
    central: Central, tablet: Tablet
) -> None:
    waited = tablet.lets_in(ANA, BEA)
    tablet.is_revoked()
    # Written down, and then the power went before the database had followed.
    tablet.folder.keep_pairing(pair(central.url, central.code(), DeviceRole.KIOSK, "front door"))
    after = tablet.lets_in(CARL)
    assert after[0].device == tablet.pairing.device
    done = tablet.sync()
    assert (done.returncode, done.stderr) == (0, "")
    assert set(central.facts()) == {*waited, *after}


def test_a_backup_of_a_former_self_does_not_bring_back_its_ended_access(
    central: Central, tablet: Tablet, tmp_path: Path
) -> None:
    before = tablet.lets_in(ANA)
    assert lobby("backup", "--data", tablet.path, "--out", tmp_path / "kept").returncode == 0
    tablet.is_revoked()
    assert tablet.pair().returncode == 0
    since, paired = tablet.lets_in(BEA), tablet.pairing
    restored = lobby("restore", tmp_path / "kept", "--data", tablet.path)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert tablet.pairing == paired
    done = tablet.sync()
    assert (done.returncode, done.stderr) == (0, "")
    assert set(central.facts()) == {*before, *since}


def test_a_damaged_pairing_is_mended_by_pairing_again(central: Central, tablet: Tablet) -> None:
    facts = tablet.lets_in(ANA)
    (tablet.path / "device.json").write_text('{"server": ')
    damaged = tablet.sync()
    assert (damaged.returncode, "lobby pair" in damaged.stderr) == (1, True)
    assert tablet.pair().returncode == 0
    assert central.facts() == facts


def test_a_folder_with_facts_to_send_does_not_go_to_another_space(
    central: Central, tablet: Tablet
) -> None:
    before = tablet.pairing
    tablet.lets_in(ANA)
    refused = tablet.pair(SUR)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Facts of casa-norte still wait here for the server (1)")
    assert len(refused.stderr.splitlines()) == 1
    assert (tablet.pairing, tablet.pending()) == (before, 1)


def test_a_folder_with_nothing_to_send_may_go_to_another_space(
    central: Central, tablet: Tablet
) -> None:
    assert tablet.pair(SUR).returncode == 0
    facts = tablet.lets_in(ANA)
    assert tablet.sync().returncode == 0
    assert central.facts(SUR) == facts


def test_a_code_that_is_not_good_leaves_a_paired_folder_as_it_was(tablet: Tablet) -> None:
    before = tablet.pairing
    refused = lobby(
        "pair", "--server", tablet.central.url, "--code", "BBBBBBBB", "--data", tablet.path
    )
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert tablet.pairing == before
    assert tablet.sync().returncode == 0
