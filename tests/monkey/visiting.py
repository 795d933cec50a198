"""Somebody at the kiosk who knows the way: reads what stands there, and uses what it is called."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kiosk.domain.people import Member
from tests.monkey.hands import Hands
from tests.monkey.house import Lobby
from tests.monkey.looking import Onlooker
from tests.monkey.reading import Control
from tests.monkey.words import NewWords, word

Steps = Iterator[object]
"""Between two steps somebody looks at the screen."""
A_WHILE_S = 40.0
"""After so long nobody takes a code for one that is still in view."""


class Visitor:
    """Does by name what somebody with a keyboard could do; what is not there is let be."""

    def __init__(self, lobby: Lobby, eyes: Onlooker, hands: Hands, words: NewWords) -> None:
        self._lobby, self._eyes, self._hands, self._words = lobby, eyes, hands, words

    def press(self, *words: str) -> None:
        """Use the first thing that is called so, in whichever language, if there is one."""
        if (control := self._control(*words)) is not None:
            self._hands.use(control)

    def sees(self, words: str) -> bool:
        """Say whether there is something that is called so."""
        return self._control(words) is not None

    def type_pin(self, digits: str) -> None:
        """Type a PIN wherever the focus is."""
        if self._hands.type_digits(digits):
            self._eyes.typed(digits)

    def write_new(self, kind: str) -> None:
        """Write a word that nobody wrote yet where the focus is, if that takes any."""
        if self._hands.write(written := self._words.new(kind)):
            self._eyes.typed(written)

    def find_by_whole_name(self, label: str, who: Member) -> None:
        """Write somebody's whole name, and wait until they are found."""
        self.press(label)
        for part in who.profile.display_name.split():
            self._eyes.typed(part)
        self._hands.write(who.profile.display_name)
        self._hands.hold_still()

    def begin_a_name(self) -> None:
        """Write as much as all first names begin with, and wait until they are found."""
        self._hands.write(word("F", 0)[:3])
        self._hands.hold_still()

    def hold_up(self, code: str) -> None:
        """Show a code after a while."""
        self._lobby.wait(A_WHILE_S)
        self._lobby.model.codeRead(code)

    def come(self, person: str) -> Steps:
        """Hold a code up, answer whatever is asked, and stand before the welcome."""
        yield self.hold_up(self._lobby.house.code(person))
        yield self.press("Show my first name")
        yield self.press("No, I'm staying")

    def _control(self, *words: str) -> Control | None:
        return self._eyes.find({QCoreApplication.translate("", each) for each in words} | {*words})
