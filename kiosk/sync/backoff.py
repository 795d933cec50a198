"""How long to wait after a failure."""

import random

FIRST_S = 1.0
LONGEST_S = 300.0


class Backoff:
    """Full jitter: a random time up to a bound that doubles with each failure in a row.

    Many devices whose server comes back must not all knock at once.
    """

    def __init__(self, chance: random.Random | None = None) -> None:
        self._chance = chance or random.Random()
        self._failures = 0

    def reset(self) -> None:
        """Start again from the shortest bound."""
        self._failures = 0

    def next_s(self, at_least_s: float = 0.0) -> float:
        """Return how many seconds to wait after one more failure; the jitter comes on top."""
        bound = min(LONGEST_S, FIRST_S * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return at_least_s + self._chance.uniform(0.0, bound)
