"""What each screen may know: finished, already filtered values, and nothing behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.facts import Via
from kiosk.domain.guests import GuestPass
from kiosk.domain.people import HelloReason, Mode, TextSize, Visibility
from kiosk.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Face:
    """How a person appears: a key that is theirs only today, a name, initials and one of 12 hues.

    `initials` is empty and `hue` 0 for nobody in particular.
    """

    key: str
    name: str
    initials: str
    hue: int
    photo: str = ""  # names a picture; only with the yes to a profile


@dataclass(frozen=True, slots=True)
class WallPerson:
    """One present person on the wall. Without the yes to a profile, only face and mode are set."""

    face: Face
    mode: Mode
    arrived_at: datetime
    headline: str = ""
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    seat: str = ""
    is_earlier: bool = False  # "here earlier today": eight hours without a sign, or after closing
    full_name: str = ""
    ask_about: str = ""
    languages: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Featured:
    """An ask of one present person that another one's offer meets; both agreed to be suggested."""

    ask: str
    asker: Face
    offer: str
    helper: Face
    helper_seat: str = ""


@dataclass(frozen=True, slots=True)
class WallView:
    """Exactly what the wall may know. What is not in it cannot leak.

    `present` counts everybody, also those who are not shown. After `day_ends_at` nobody in it is
    here any more. `awaited` are hosts whose guest has come and who do not know yet; of the guest
    it says nothing.
    """

    space_name: str
    timezone: str
    as_of: datetime
    present: int
    people: tuple[WallPerson, ...] = ()
    featured: tuple[Featured, ...] = ()
    welcome_line: Mapping[str, str] = field(default_factory=dict)
    day_ends_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    awaited: tuple[Face, ...] = ()


@dataclass(frozen=True, slots=True)
class HelloCard:
    """One person worth saying hello to, and why."""

    face: Face
    headline: str
    seat: str
    reason: HelloReason
    their_phrase: str
    own_phrase: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """What the kiosk shows somebody about their own visit, after their own scan.

    `visibility` is None while the person was never asked. `days_this_week` counts today.
    `offer` and `ask` are their own first ones, for the true piece of the wall.
    """

    person: str
    first_name: str
    face: Face
    language: str
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    mode: Mode = Mode.HELLO
    visibility: Visibility | None = None
    text_size: TextSize = TextSize.NORMAL
    guests: tuple[str, ...] = ()  # the names of their guests who came and whom they do not know of
    waves: tuple[Face, ...] = ()  # who waved to them today and can be seen
    waved: tuple[str, ...] = ()  # the keys of those whom they waved to today
    days_this_week: int = 1
    present: int = 0
    hellos: tuple[HelloCard, ...] = ()
    offer: str = ""
    ask: str = ""
    valid_until: date | None = None
    guest: GuestPass | None = None  # where they are a guest of today
    is_on_trust: bool = False  # a name was all they gave, and anybody may know it


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """The verdict on a scan and, where there is one, the person's own page.

    `is_fresh` is False while the same pass simply stays in view; the screen then stays as it is.
    """

    verdict: Verdict
    view: PersonView | None = None
    is_fresh: bool = True


@dataclass(frozen=True, slots=True)
class HourCount:
    """How many people were in at an instant of today's curve."""

    at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class PresentPerson:
    """One row of the staff's list of who is in; staff see everybody's name."""

    face: Face
    name: str
    arrived_at: datetime
    mode: Mode
    visibility: Visibility | None
    is_unknown: bool = False  # let in on the signature alone; not yet in this replica
    via: Via = Via.PASS
    host: str = ""  # whom a guest visits


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody came or went; `came` is False for a leaving."""

    at: datetime
    face: Face
    name: str
    came: bool


@dataclass(frozen=True, slots=True)
class DeniedScan:
    """Somebody who was refused today, when last, and how often.

    `reason` is a verdicts.Refusal value; `name` is empty where the code did not say whose it is.
    """

    at: datetime
    reason: str
    name: str = ""
    tries: int = 1


@dataclass(frozen=True, slots=True)
class StaffView:
    """Today in a space, for the staff's five seconds. `curve` ends at the present.

    On a closed day `is_closed_today` holds, and the hours are those of the whole local day.
    """

    space_name: str
    timezone: str
    as_of: datetime
    opens_at: datetime
    closes_at: datetime
    present: int
    capacity: int
    visits_today: int
    is_closed_today: bool = False
    peak: int = 0
    peak_at: datetime | None = None
    curve: tuple[HourCount, ...] = ()
    people: tuple[PresentPerson, ...] = ()
    movements: tuple[Movement, ...] = ()
    denied: tuple[DeniedScan, ...] = ()
    waiting_facts: int = 0
    waiting_since: datetime | None = None
    stuck_facts: int = 0
    quarantined_facts: int = 0
    clock_offset_ms: int = 0  # what this machine's clock needs added; times here have it already
    complete_until: datetime | None = None
