"""What is done once a day is done, and disturbs nobody when it fails."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.daily import DailyJob
from kiosk.errors import StoreError

SOON_S = 20


class Job:
    """Counts how often it was done; fails the first times."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.times = list(failures), 0
        self.is_done = threading.Event()

    def __call__(self) -> None:
        self.times += 1
        if self.failures:
            raise self.failures.pop(0)
        self.is_done.set()


def test_it_is_done_at_the_start_and_then_not_before_another_day() -> None:
    job = Job()
    daily = DailyJob("counting", job)
    daily.start()
    assert job.is_done.wait(SOON_S)
    daily.stop(SOON_S)
    assert job.times == 1


def test_it_is_done_again_and_again() -> None:
    twice = threading.Semaphore(0)
    daily = DailyJob("counting", twice.release, every=timedelta(milliseconds=1))
    daily.start()
    for _ in range(3):
        assert twice.acquire(timeout=SOON_S)
    daily.stop(SOON_S)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (StoreError("The disk is full."), "ERROR kiosk.daily: counting: The disk is full."),
        (ValueError("what nobody foresaw"), "ERROR kiosk.daily: counting failed"),
    ],
)
def test_what_fails_is_logged_and_tried_again(
    expected_log: Callable[[str], None], failure: Exception, said: str
) -> None:
    expected_log(said)
    job = Job(failure)
    daily = DailyJob("counting", job, every=timedelta(milliseconds=1))
    daily.start()
    assert job.is_done.wait(SOON_S)
    daily.stop(SOON_S)
