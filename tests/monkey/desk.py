"""The port of the kiosk's window, over a house that is slow or fails when the monkey wants it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kiosk.domain.by_name import NameAnswer
from kiosk.errors import StoreError
from kiosk.reports.wall import wall_view
from tests.house import House
from tests.monkey.words import word


@dataclass
class HouseDesk:
    """The port of the windows over a real house. It records at once and answers when it may."""

    house: House
    show_house: Callable[[Any], None] = lambda view: None
    is_slow: bool = False
    is_broken: bool = False
    answers: deque[Callable[[], None]] = field(default_factory=deque)
    told: tuple[int, int] | None = None
    nameless: set[str] = field(default_factory=set)
    """Guests who left by the number of their badge: who knows that knows no name."""

    def __getattr__(self, wish: str) -> Callable[..., None]:
        def ask(*arguments: Any) -> None:
            *values, done, failed = arguments
            self.answers.append(self._answer(partial(self._do, wish, *values), done, failed))
            if not self.is_slow:
                self.answer_all()

        return ask

    def personal_link(self, person: str, done: Callable[[str], None], failed: object) -> None:
        """Make a link as the server does, which this house has none of."""
        self.answers.append(partial(done, f"https://casa.example/{word('L', int(person, 16))}"))

    def answer_all(self) -> None:
        """Give every answer that is still to come, in the order asked."""
        while self.answers:
            self.answers.popleft()()

    def publish(self) -> None:
        """Tell the screens who is here now."""
        with self.house.session() as session:
            view = wall_view(session, self.house.space, self.house.now)
        self.show_house(view)

    def _answer(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Any], None]
    ) -> Callable[[], None]:
        try:
            if self.is_broken:
                raise StoreError("The disk is full.")
            answer = job()
        except Exception as error:  # noqa: BLE001 - as the core worker hands on whatever it was
            return partial(failed, error)
        finally:
            self.is_broken = False

        with self.house.session() as session:
            standing = self.house.desk.standing(session)

        def told() -> None:
            done(answer)
            if standing != self.told:  # as the real one: whoever only asks changes nothing
                self.told = standing
                self.publish()

        return told

    def _do(self, wish: str, *values: Any) -> Any:
        if wish == "scan":
            outcome = self.house.scan(*values)
            self.nameless.discard(outcome.verdict.person or "")
            return outcome
        if wish == "check_in_by_name":
            return self._by_name(*values)
        with self.house.session() as session:
            answer = getattr(self.house.desk, wish)(session, *values)
            session.commit()
        if wish == "leave_by_badge" and answer.outcome is not None:
            self.nameless.add(answer.outcome.verdict.person)
        return answer

    def _by_name(self, person: str, pin: str) -> Any:
        with self.house.session() as session:
            result = self.house.desk.check_in_by_name(session, person, pin)
            session.commit()
            if result.scan is None:
                return NameAnswer(None, result.fault, result.tries_left)
            outcome = self.house.desk.outcome(session, result.scan)
            session.commit()
            return NameAnswer(outcome)
