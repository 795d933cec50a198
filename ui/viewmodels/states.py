"""What the pages show at one moment: frozen values, replaced whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.spaces import ByName
from kiosk.languages import languages

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import Face, HelloCard


TEXT_SIZES = ("normal", "large", "largest")


class Page(StrEnum):
    """The kiosk's pages."""

    IDLE = "idle"
    WELCOME = "welcome"
    FIRST_TIME = "first_time"
    LEAVING = "leaving"
    GOODBYE = "goodbye"
    REFUSED = "refused"
    MISREAD = "misread"
    TROUBLE = "trouble"
    WHOS_HERE = "whos_here"
    PROFILE = "profile"  # of somebody who is here and chose to be seen
    ME = "me"
    ERASED = "erased"  # they wanted to be forgotten, and are
    GUEST = "guest"
    DAY_PASS = "day_pass"
    BY_NAME = "by_name"
    STAFF = "staff"


STAYS_S = {
    Page.IDLE: 60.0,  # only for a language somebody chose there
    Page.WELCOME: 12.0,
    Page.FIRST_TIME: 40.0,
    Page.LEAVING: 15.0,
    Page.GOODBYE: 8.0,
    Page.REFUSED: 12.0,
    Page.MISREAD: 6.0,
    Page.TROUBLE: 12.0,
    Page.WHOS_HERE: 60.0,
    Page.PROFILE: 45.0,
    Page.ME: 60.0,
    Page.ERASED: 12.0,
    Page.GUEST: 60.0,
    Page.DAY_PASS: 60.0,
    Page.BY_NAME: 45.0,
    Page.STAFF: 60.0,
}

GIVES_WAY_S = dict.fromkeys(Page, 3.0) | {
    # What has to be read, or asks something, needs longer.
    Page.FIRST_TIME: 8.0,
    Page.LEAVING: 5.0,
    Page.REFUSED: 5.0,
    Page.DAY_PASS: 8.0,
    Page.IDLE: 0.0,
    Page.MISREAD: 0.0,
}
"""How long a page stays where somebody whose code is in view too waits for the screen."""

SAID_ONCE = (Page.MISREAD, Page.TROUBLE)
"""What a code that stays in view may come to again and again."""


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What a kiosk is told once about its house. Mappings go from language to sentence."""

    timezone: str = ""  # not known yet
    language: str = "en"
    languages: tuple[str, ...] = field(default_factory=languages)
    place_of_help: Mapping[str, str] = field(default_factory=dict)
    has_camera: bool = True
    """False where a scanner alone reads codes. One that is away at the moment counts."""
    by_name: ByName = ByName.OFF
    member_page: str = ""  # where one's own page is on the phone; empty where there is none


@dataclass(frozen=True, slots=True)
class KioskState:
    """One page of the kiosk and whose it is. Empty texts mean that there is nothing to say."""

    page: Page = Page.IDLE
    language: str = "en"
    text_size: str = "normal"
    low_reach: bool = False
    person: str = ""
    name: str = ""
    initials: str = ""
    hue: int = 0
    photo: str = ""
    own_key: str = ""  # of their own face among those who are here
    part_of_day: str = ""
    came_at: str = ""
    left_at: str = ""
    stayed_minutes: int = 0
    days_this_week: int = 0
    present: int = 0
    mode: str = ""
    visibility: str = ""  # empty while never asked
    said_back: str = ""  # the visibility that was chosen a moment ago
    offer: str = ""
    ask: str = ""
    guests: tuple[str, ...] = ()  # names of their guests who came
    waves: tuple[Face, ...] = ()  # of those who waved to them
    waved: tuple[str, ...] = ()  # keys of those to whom they waved
    hellos: tuple[HelloCard, ...] = ()
    refusal: str = ""
    valid_until: date | None = None
    is_unknown: bool = False
    is_on_trust: bool = False  # a name was all they gave: nothing that lasts is theirs to change
    is_undone: bool = False
    can_undo: bool = False  # what there is to take back was a moment ago
    badge: int = 0  # a guest's; 0 for everybody else
    has_host: bool = False
    host: str = ""  # a guest's, where it may be read
    day_pass: str = ""  # a guest's, at the moment they got it


class Cloud(StrEnum):
    """What the cloud on the idle page says of the server."""

    NEVER = "never"  # not heard of yet
    REVOKED = "revoked"
    UNPAIRED = "unpaired"
    OFFLINE = "offline"
    REFUSED = "refused"  # in touch, but the server did not take some records
    SENDING = "sending"  # in touch, and some records are still here
    WAITING = "waiting"  # the server asks for patience
    SYNCED = "synced"  # the server has everything


@dataclass(frozen=True, slots=True)
class HouseState:
    """What the idle page says of the house. `people` is None until the first view arrived."""

    name: str = ""
    time: str = ""
    weekday: int = 0  # 0 is Sunday, as QML's locales count
    is_night: bool = False
    people: int | None = None
    talkers: int = 0
    cloud: Cloud = Cloud.NEVER
    concerned: int = 0  # how many records the cloud speaks of
    has_camera: bool = True
    is_camera_away: bool = False
    advice: str = ""  # what helps whoever holds a code that cannot be read; empty mostly
