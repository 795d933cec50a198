"""Scans with real-looking people for pictures of the kiosk."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from kiosk.actions.guests import GuestForm
from kiosk.actions.own_words import OwnEdit
from kiosk.actions.staff_door import StaffAnswer
from kiosk.domain.by_name import BadgeAnswer, NameAnswer
from kiosk.domain.naming import Found
from kiosk.domain.people import HelloReason, Member, Mode, Visibility
from kiosk.domain.spaces import ByName
from kiosk.domain.verdicts import Answer, Refusal, Verdict
from kiosk.domain.views import Face, HelloCard, PersonView, ScanOutcome
from kiosk.languages import languages
from kiosk.matching.overlap import suggest
from kiosk.reports.faces import own_face
from kiosk.reports.own_record import OwnRecord
from ui.pictures import pseudo
from ui.pictures.sample_views import LONG_NAME, NOW, TIMEZONE, seen
from ui.viewmodels.ports import Done, Failed, FoundThem, Knocked, Left, Named, Told
from ui.viewmodels.states import HouseRules

PLACE_OF_HELP = {
    "en": "Turn left: the desk is right there",
    "es": "Gira a la izquierda: la recepción está ahí mismo",
    pseudo.LANGUAGE: pseudo.stretched("Turn left: the desk is right there"),
}


def house_rules(language: str) -> HouseRules:
    """Return the rules of a house that speaks this language, the made-up one as a further one."""
    others = tuple(code for code in languages() if code != pseudo.LANGUAGE)
    return HouseRules(
        timezone=TIMEZONE,
        language=language,
        languages=others if language in others else (*others, language),
        place_of_help=PLACE_OF_HELP,
        by_name=ByName.PIN,
    )


# Somebody let in on the signature alone, as the core describes them.
STRANGER = PersonView(
    person="0" * 16,
    first_name="",
    face=Face(key="", name="", initials="", hue=0),
    language="",
    arrived_at=NOW,
    present=24,
)


@dataclass
class SampleDesk:
    """Stands for the core: every scan gets the outcome laid ready."""

    outcome: ScanOutcome
    record: OwnRecord | None = None
    link: str = ""
    no_link: Exception = field(default_factory=Exception)
    staff: StaffAnswer = field(default_factory=lambda: StaffAnswer("", has_pin=False))
    found: Found = field(default_factory=Found)
    named: NameAnswer = field(default_factory=NameAnswer)
    left: BadgeAnswer = field(default_factory=BadgeAnswer)

    def scan(self, text: str, done: Done, failed: Failed) -> None:
        done(self.outcome)

    def _same(self, person: str, done: Done, failed: Failed) -> None:
        done(self.outcome)

    leave = stay = still_here = undo = erase = _same

    def set_mode(self, person: str, mode: Mode, done: Done, failed: Failed) -> None:
        done(self.outcome)

    def set_visibility(
        self, person: str, choice: tuple[Visibility, str], done: Done, failed: Failed
    ) -> None:
        done(self.outcome)

    def wave(self, person: str, key: str, done: Done, failed: Failed) -> None:
        done(self.outcome)

    def own_record(self, person: str, done: Told, failed: Failed) -> None:
        done(self.record)

    def personal_link(self, person: str, done: Callable[[str], None], failed: Failed) -> None:
        done(self.link) if self.link else failed(self.no_link)

    def staff_door(self, pin: str, done: Knocked, failed: Failed) -> None:
        done(self.staff)

    def edit(self, person: str, wanted: OwnEdit, done: Told, failed: Failed) -> None:
        done(self.record)

    def find_by_name(self, text: str, done: FoundThem, failed: Failed) -> None:
        done(self.found)

    find_hosts = find_by_name

    def check_in_by_name(self, person: str, pin: str, done: Named, failed: Failed) -> None:
        done(self.named)

    def register_guest(self, form: GuestForm, done: Done, failed: Failed) -> None:
        done(self.outcome)

    def leave_by_badge(self, badge: int, done: Left, failed: Failed) -> None:
        done(self.left)


def outcomes(language: str) -> dict[str, ScanOutcome]:
    """Return a scan for each page of the kiosk, by the name that its picture bears."""
    someone = _someone(language)
    gone = replace(someone, left_at=NOW, arrived_at=NOW - timedelta(hours=4, minutes=8))
    long = _long(someone)
    return {
        "welcome": _said(Answer.WELCOME, someone),
        "welcome-news": _said(Answer.WELCOME, _with_news(someone)),
        "welcome-hidden": _said(Answer.WELCOME, replace(someone, visibility=Visibility.HIDDEN)),
        "welcome-alone": _said(Answer.WELCOME, replace(someone, hellos=())),
        "welcome-one": _said(Answer.WELCOME, replace(someone, hellos=someone.hellos[:1])),
        "welcome-long": _said(Answer.WELCOME, long),
        "welcome-unknown": _said(Answer.WELCOME_UNKNOWN, STRANGER),
        "welcome-long-news": _said(Answer.WELCOME, _with_news(long, LONG_NAME)),
        "first_time": _said(Answer.WELCOME, replace(someone, visibility=None)),
        "first_time-long": _said(Answer.WELCOME, replace(long, visibility=None)),
        "leaving": _said(Answer.ASK_LEAVING, replace(gone, left_at=None)),
        "leaving-news": _said(Answer.ASK_LEAVING, _with_news(replace(gone, left_at=None))),
        "leaving-long": _said(Answer.ASK_LEAVING, replace(long, arrived_at=gone.arrived_at)),
        "goodbye": _said(Answer.GOODBYE, gone),
        "goodbye-long": _said(Answer.GOODBYE, replace(long, left_at=NOW)),
        "refused": _refused(
            Refusal.ENDED, replace(someone, valid_until=date(2026, 11, 22), hellos=())
        ),
        **{f"refused-{why.replace('_', '-')}": _refused(why) for why in Refusal},
        "misread": ScanOutcome(Verdict(Answer.MISREAD)),
        "trouble": ScanOutcome(Verdict(Answer.TROUBLE)),
    }


def _with_news(view: PersonView, name: str = "Tom") -> PersonView:
    """Return somebody to whom others have waved, whose guests have come, and who waved back."""
    hellos = view.hellos
    waves = (*(hello.face for hello in hellos), *(own_face(m.handle, m) for m in seen(5)[2:]))
    return replace(view, waves=waves, guests=(name, "Ida"), waved=(hellos[0].face.key,))


def _said(answer: Answer, view: PersonView) -> ScanOutcome:
    return ScanOutcome(Verdict(answer, view.person), view)


def _refused(refusal: Refusal, view: PersonView | None = None) -> ScanOutcome:
    person = view.person if view else None
    return ScanOutcome(Verdict(Answer.REFUSED, person, refusal), view)


def _someone(language: str) -> PersonView:
    """Return a member of this language for whom two others are worth saying hello to."""
    willing = [m for m in seen(40) if m.visibility is Visibility.PROFILE]
    spoken = "en" if language == pseudo.LANGUAGE else language
    viewers = [m for m in willing if m.language == spoken]
    viewer = max(viewers, key=lambda member: len(suggest(member, willing, 2)))
    by_handle = {member.handle: member for member in willing}
    cards = [
        _card(by_handle[h.other], reason=h.reason, phrases=(h.their_phrase, h.own_phrase))
        for h in suggest(viewer, willing, 2)
    ]
    return _view(viewer, language, hellos=tuple(cards))


def _card(other: Member, *, reason: HelloReason, phrases: tuple[str, str]) -> HelloCard:
    face, profile = own_face(other.handle, other), other.profile
    return HelloCard(face, profile.headline, profile.seat, reason, *phrases)


def _view(member: Member, language: str, **more: Any) -> PersonView:
    profile = member.profile
    return PersonView(
        person=member.handle,
        first_name=profile.first_name,
        face=own_face(member.handle, member),
        language=language,
        arrived_at=NOW,
        visibility=Visibility.PROFILE,
        days_this_week=3,
        present=24,
        offer=profile.offers[0].text,
        ask=profile.asks[0].text,
        **more,
    )


def _long(someone: PersonView) -> PersonView:
    """Return somebody with a long name who meets others with long names and long words."""
    wordy = "A very patient photographer who also knows how to retouch, for a week in December"
    cards = tuple(
        replace(
            card,
            face=replace(card.face, name=LONG_NAME),
            headline=wordy,
            seat=wordy,
            their_phrase=wordy,
            own_phrase=wordy,
        )
        for card in someone.hellos
    )
    return replace(someone, first_name=LONG_NAME, hellos=cards, offer=wordy, ask=wordy)
