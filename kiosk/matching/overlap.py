"""Suggestions from words that an ask and an offer share."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.domain.people import Hello, HelloReason, Member, Phrase
from kiosk.matching.words import content_words


@dataclass(frozen=True, slots=True)
class Meeting:
    """One ask that one offer meets, and how strongly (0: not at all)."""

    ask: Phrase
    offer: Phrase
    strength: float


def suggest(viewer: Member, others: Sequence[Member], limit: int) -> tuple[Hello, ...]:
    """Pick whom the viewer should say hello to, best first.

    `others` are the present people who agreed to be suggested. Nothing is forced: without a
    shared word there is no suggestion. Every phrase is quoted literally from a profile.
    """
    rarity = _rarity([viewer, *others])
    found = []
    for other in others:
        if other.handle == viewer.handle:
            continue
        they_help = best_meeting(viewer, other, rarity)
        they_ask = best_meeting(other, viewer, rarity)
        # At equal strength what helps the viewer comes first.
        if they_help and they_help.strength >= (they_ask.strength if they_ask else 0):
            found.append((they_help.strength, _hello(other, HelloReason.THEY_OFFER, they_help)))
        elif they_ask:
            found.append((they_ask.strength, _hello(other, HelloReason.THEY_ASK, they_ask)))
    found.sort(key=lambda pair: (-pair[0], pair[1].other))
    return tuple(hello for _, hello in found[:limit])


def meetings_among(members: Sequence[Member], limit: int) -> list[tuple[Member, Member, Meeting]]:
    """Return (asker, helper, what meets) for the strongest pairs, each asker at most once."""
    rarity, offered = _rarity(members), _Offered(members)
    best = []
    for asker in members:
        if found := _best_helper(asker, offered, rarity):
            best.append((asker, *found))
    best.sort(key=lambda found: (-found[2].strength, found[0].handle))
    return best[:limit]


def best_meeting(asker: Member, helper: Member, rarity: dict[str, float]) -> Meeting | None:
    """Return the pair of ask and offer that share the rarest words, if any share one."""
    meetings = [
        Meeting(ask, offer, strength)
        for ask in asker.profile.asks
        for offer in helper.profile.offers
        if (strength := _strength(ask, offer, rarity)) > 0
    ]
    return max(meetings, key=lambda meeting: meeting.strength, default=None)


def _hello(other: Member, reason: HelloReason, meeting: Meeting) -> Hello:
    if reason is HelloReason.THEY_OFFER:
        return Hello(other.handle, reason, meeting.offer.text, meeting.ask.text)
    return Hello(other.handle, reason, meeting.ask.text, meeting.offer.text)


def _strength(ask: Phrase, offer: Phrase, rarity: dict[str, float]) -> float:
    shared = content_words(ask.text) & content_words(offer.text)
    return sum(rarity.get(word, 1.0) for word in shared)


class _Offered:
    """Everybody's offers by their words: looking at each pair of a full house takes far longer."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.offers = [(helper, offer) for helper in members for offer in helper.profile.offers]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, offer) in enumerate(self.offers):
            for word in content_words(offer.text):
                self._places[word].append(place)

    def strengths(self, ask: Phrase, rarity: dict[str, float]) -> dict[int, float]:
        """Return how strongly offers meet an ask, by their place; not those that do not at all."""
        strengths: defaultdict[int, float] = defaultdict(float)
        for word in content_words(ask.text):
            for place in self._places.get(word, ()):
                strengths[place] += rarity[word]
        return strengths


def _best_helper(
    asker: Member, offered: _Offered, rarity: dict[str, float]
) -> tuple[Member, Meeting] | None:
    best, found = (0.0, "", 0), None
    for ask in asker.profile.asks:
        for place, strength in offered.strengths(ask, rarity).items():
            helper, offer = offered.offers[place]
            # Of a helper's offers that are as good as each other the first.
            order = (strength, helper.handle, -place)
            if helper is not asker and order > best:
                best, found = order, (helper, Meeting(ask, offer, strength))
    return found


def _rarity(members: Iterable[Member]) -> dict[str, float]:
    """Weigh words: one that everybody uses says little about two people."""
    phrases = [p for m in members for p in (*m.profile.offers, *m.profile.asks)]
    counts = Counter(word for phrase in phrases for word in content_words(phrase.text))
    return {word: math.log(1 + len(phrases) / count) for word, count in counts.items()}
