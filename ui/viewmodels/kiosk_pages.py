"""Which page answers a scan, and what it says: pure functions from outcomes to page states."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.verdicts import Answer, Verdict
from kiosk.domain.views import PersonView, ScanOutcome, WallView
from ui.viewmodels.clock import clock_time, part_of_day
from ui.viewmodels.states import TEXT_SIZES, HouseRules, KioskState, Page

MOST_HELLOS = 2
UNDO_FOR = timedelta(minutes=10)

_PAGES = {
    Answer.WELCOME: Page.WELCOME,
    Answer.WELCOME_AGAIN: Page.WELCOME,
    Answer.WELCOME_UNKNOWN: Page.WELCOME,
    Answer.UNKNOWN_AGAIN: Page.WELCOME,
    Answer.ASK_LEAVING: Page.LEAVING,
    Answer.GOODBYE: Page.GOODBYE,
    Answer.MISREAD: Page.MISREAD,
    Answer.REFUSED: Page.REFUSED,
    Answer.TROUBLE: Page.TROUBLE,
}
TROUBLE = ScanOutcome(Verdict(Answer.TROUBLE))
"""What a scan came to that the core could not answer."""
_IS_UNKNOWN = (Answer.WELCOME_UNKNOWN, Answer.UNKNOWN_AGAIN)
_CAN_BE_ASKED = (Answer.WELCOME, Answer.WELCOME_AGAIN)


def is_no_pass(outcome: ScanOutcome) -> bool:
    """Say whether it was some other code, a poster's or a bottle's, which nobody need answer."""
    return outcome.verdict.answer is Answer.NOT_A_PASS


def page_after_scan(
    before: KioskState, outcome: ScanOutcome, house: HouseRules, now: datetime
) -> KioskState:
    """Return the page that shows the outcome of a scan; `before` itself where nothing changes."""
    answer = outcome.verdict.answer
    if not outcome.is_fresh or is_no_pass(outcome):
        return before
    # A glimpse of a code that moves must not wipe the page of the person in front of it.
    if answer is Answer.MISREAD and before.page not in (Page.IDLE, Page.MISREAD):
        return before
    return page_of(outcome, before, house, now)


def page_of(
    outcome: ScanOutcome, before: KioskState, house: HouseRules, now: datetime
) -> KioskState:
    """Return the page that shows an outcome, as the person reads best or else as it is now."""
    answer, view = outcome.verdict.answer, outcome.view
    if answer is not Answer.TROUBLE and before.person not in ("", outcome.verdict.person):
        before = KioskState(language=house.language)  # how somebody else reads is not theirs
    page = _PAGES.get(answer, Page.IDLE)
    refusal = outcome.verdict.refusal
    if view is None:
        return KioskState(
            page=page,
            language=before.language,
            text_size=before.text_size,
            low_reach=before.low_reach,
            person=outcome.verdict.person or "",
            refusal=refusal.value if refusal else "",
            part_of_day=part_of_day(now, house.timezone),
            is_unknown=answer in _IS_UNKNOWN,
        )
    guest = view.guest
    if guest and page is Page.WELCOME:
        page = Page.DAY_PASS
    elif answer in _CAN_BE_ASKED and view.visibility is None and not view.is_on_trust:
        page = Page.FIRST_TIME
    return KioskState(
        page=page,
        language=view.language if view.language in house.languages else before.language,
        # Who turned the letters up a moment ago wants them so, whatever they chose long ago.
        text_size=max(view.text_size.value, before.text_size, key=TEXT_SIZES.index),
        low_reach=before.low_reach,
        person=view.person,
        name=view.first_name,
        initials=view.face.initials,
        hue=view.face.hue,
        own_key=view.face.key,
        photo=view.face.photo,
        part_of_day=part_of_day(now, house.timezone),
        came_at=clock_time(view.arrived_at, house.timezone),
        left_at=clock_time(view.left_at, house.timezone),
        stayed_minutes=_stayed_minutes(view, now),
        days_this_week=view.days_this_week,
        present=view.present,
        mode=view.mode.value,
        visibility=view.visibility.value if view.visibility else "",
        offer=view.offer,
        ask=view.ask,
        guests=view.guests,
        waves=view.waves,
        waved=view.waved,
        hellos=view.hellos[:MOST_HELLOS],
        refusal=refusal.value if refusal else "",
        valid_until=view.valid_until,
        is_unknown=answer in _IS_UNKNOWN,
        is_on_trust=view.is_on_trust,
        can_undo=view.arrived_at is not None and now - view.arrived_at < UNDO_FOR,
        badge=guest.badge if guest else 0,
        has_host=guest is not None and guest.has_host,
        host=guest.host if guest else "",
        day_pass=guest.code if guest else "",
    )


def still_seen(state: KioskState, view: WallView | None) -> KioskState:
    """Return somebody's page without others who do not want to be seen, or not so much of them."""
    if view is None or not (state.hellos or state.waves):
        return state
    said = {person.face.key: person.offers + person.asks for person in view.people}
    return replace(
        state,
        hellos=tuple(c for c in state.hellos if c.their_phrase in said.get(c.face.key, ())),
        waves=tuple(face for face in state.waves if face.key in said),
    )


def _stayed_minutes(view: PersonView, now: datetime) -> int:
    if view.arrived_at is None:
        return 0
    return max(0, int(((view.left_at or now) - view.arrived_at).total_seconds() // 60))
