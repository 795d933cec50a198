"""A pass under a USB scanner, from its bytes to a check-in."""

import os
import tty

from tests.end_to_end.conftest import SampleHouse, wait_for

ANA = "Ana Beltrán Soto"


def test_where_there_is_no_camera_a_serial_scanner_checks_members_in(sample: SampleHouse) -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    kiosk = sample.programs.start(
        "kiosk", "--data", sample.data, "--scanner", os.ttyname(theirs),
        "--camera", "none",
    )  # fmt: skip

    def present_after_a_scan() -> bool:
        # What comes before the port is open is lost, as it is on a desk.
        os.write(ours, sample.code(ANA).encode() + b"\r")
        return bool(sample.status()["present"] == 1)

    wait_for(present_after_a_scan, "Ana present on the kiosk")
    came = [fact for fact in sample.facts("--data", sample.data) if fact["kind"] == "checked_in"]
    assert [fact["person"] for fact in came] == [sample.handles[ANA]]
    stopped = sample.programs.stop(kiosk)
    assert (stopped.code, stopped.err) == (0, "")
    os.close(theirs)
    os.close(ours)
