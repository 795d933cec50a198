"""Checking in without a code: what the kiosk answers to a name and a PIN."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.views import ScanOutcome


class NameFault(StrEnum):
    """Why a name does not open the door."""

    WRONG_PIN = "wrong_pin"
    NO_PIN = "no_pin"  # they never chose one
    TOO_OFTEN = "too_often"  # for the next minutes the desk has to help


class BadgeFault(StrEnum):
    """Why a badge's number checks nobody out."""

    NOBODY = "nobody"  # no guest who is in has it
    TWICE = "twice"  # two doors without a network gave it both
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """What came of a name and a PIN: the outcome that a scan would have, or what is wrong."""

    outcome: ScanOutcome | None = None
    fault: NameFault | None = None
    tries_left: int = 0


@dataclass(frozen=True, slots=True)
class BadgeAnswer:
    """What came of a badge's number: a goodbye, or what is wrong."""

    outcome: ScanOutcome | None = None
    fault: BadgeFault | None = None
