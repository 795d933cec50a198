"""Others on somebody's own page: they are there for as long as they want to be seen."""

from dataclasses import replace

from kiosk.domain.people import Mode
from kiosk.domain.verdicts import Answer
from kiosk.domain.views import Face, WallPerson
from tests.ui.conftest import CARMEN, TWELVE_PAST_NINE, ana, ben, house_of, outcome


def test_nobody_is_suggested_any_more_who_does_not_want_to_be(model, scan):
    other = replace(CARMEN, face=Face("yuki-today", "Yuki", "YU", 5))
    scan(outcome(Answer.WELCOME, ana(hellos=(CARMEN, other))))
    model.showHouse(
        house_of(_offering(CARMEN), WallPerson(other.face, Mode.HELLO, TWELVE_PAST_NINE))
    )
    assert model.page.helloCount == 1  # Yuki shows a first name by now, and no offer
    model.showHouse(house_of())
    assert model.page.helloCount == 0
    assert model.page.kind == "welcome"


def test_nobody_is_named_as_having_waved_who_has_hidden_since(model, scan):
    scan(outcome(Answer.WELCOME, ana(waves=(ben().face, CARMEN.face))))
    assert model.page.waves == ["Ben", "Carmen"]
    model.showHouse(house_of(_offering(CARMEN)))
    assert model.page.waves == ["Carmen"]


def test_who_hides_while_a_page_waits_is_not_on_it(model, desk, clock):
    for code, view in (("1", ben()), ("2", ana(hellos=(CARMEN,)))):  # side by side
        model.codeRead("71" + code * 193)
        desk.answer(outcome(Answer.WELCOME, view))
    model.showHouse(house_of())
    clock.now_s += 3
    model.timedOut()
    assert (model.page.name, model.page.helloCount) == ("Ana", 0)


def _offering(card):
    return WallPerson(card.face, Mode.HELLO, TWELVE_PAST_NINE, offers=(card.their_phrase,))
