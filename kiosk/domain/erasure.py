"""What is left of a fact once the person whose words it holds was erased."""

from dataclasses import replace

from kiosk.domain.facts import Fact, HelloShown, ProfileEdited


def speaker(fact: Fact) -> str | None:
    """Return whose words a fact holds: of whoever wrote them, or of the other whom it quotes."""
    match fact.body:
        case ProfileEdited():
            return fact.person
        case HelloShown(other=other):
            return other
        case _:
            return None


def without_words(fact: Fact) -> Fact:
    """Return the same fact with nothing in it that anybody said."""
    match fact.body:
        case ProfileEdited():
            return replace(fact, body=ProfileEdited())
        case HelloShown() as shown:
            return replace(fact, body=replace(shown, phrase=""))
        case _:
            return fact


def differ_in_words_alone(one: Fact, other: Fact) -> bool:
    """Say whether two facts are the same, one of them before and one after its words went."""
    return one in (other, without_words(other)) or other == without_words(one)
