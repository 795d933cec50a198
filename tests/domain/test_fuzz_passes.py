"""A hundred thousand texts that nobody signed: none is admitted, and none raises."""

from collections import Counter
from random import Random

import pytest

from kiosk.domain.passes import PassClaims, PassFault, read_pass
from tests.domain.fuzzed_passes import KNOWN, OPERATOR, Signed, flips, fuzzed, signed

TEXTS, AT_A_TIME = 100_000, 25_000
GOOD, FLIPPED = 200, 20


@pytest.fixture(scope="module")
def good() -> list[Signed]:
    return [signed(number) for number in range(GOOD)]


@pytest.mark.parametrize("first", range(0, TEXTS, AT_A_TIME))
def test_only_what_was_signed_is_admitted(good: list[Signed], first: int) -> None:
    chance, faults = Random(first), Counter[PassFault]()
    claims_of = {one.text: one.claims for one in good}
    for _ in range(AT_A_TIME):
        text = fuzzed(chance, good)
        answer = read_pass(text, keys=KNOWN, operator=OPERATOR)
        if isinstance(answer, PassClaims):
            assert answer == claims_of.get(text)  # the damage was none
        else:
            assert text not in claims_of
            faults[answer] += 1

    assert min(faults[fault] for fault in PassFault) > AT_A_TIME / 100


def test_no_pass_with_one_bit_flipped_is_admitted(good: list[Signed]) -> None:
    for one in good[:FLIPPED]:
        answers = {read_pass(text, keys=KNOWN, operator=OPERATOR) for text in flips(one)}
        assert answers == {PassFault.FORGED, PassFault.FOREIGN}
