"""Ten million texts that nobody signed, and every single bit of a thousand passes flipped.

python tests/soak/soak_passes.py [--texts N] [--workers N]; goes on where it stopped. The texts are
those of tests/domain/fuzzed_passes.py; it ends at the first that is admitted.
"""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kiosk.domain.passes import PassClaims, read_pass
from tests.domain.fuzzed_passes import KNOWN, OPERATOR, PASSES, flips, fuzzed, signed
from tests.soak.progress import note, report, resumed

TEXTS = 10_000_000
TEXTS_A_PART, PASSES_A_PART = 50_000, 20
GOOD = 200
RUN = "passes"


def main(texts: int, workers: int) -> None:
    """Read texts until there have been so many, then the flipped bits."""
    done = resumed(RUN) or {"parts": 0, "flipped": 0, "answers": {}, "took_s": 0.0}
    parts = range(done["parts"], texts // TEXTS_A_PART)
    flipped = range(done["flipped"], PASSES // PASSES_A_PART)
    started = time.monotonic() - done["took_s"]
    with ProcessPoolExecutor(workers) as pool:
        for run, todo, what in ((_read_part, parts, "parts"), (_flip_part, flipped, "flipped")):
            for answers in pool.map(run, todo):
                done["answers"] = dict(Counter(done["answers"]) + answers)
                done |= {what: done[what] + 1, "took_s": time.monotonic() - started}
                note(RUN, done)
    _report(done)


def _read_part(part: int) -> Counter[str]:
    good = [signed(part * GOOD + number) for number in range(GOOD)]
    claims_of = {one.text: one.claims for one in good}
    chance, answers = Random(part), Counter[str]()
    for _ in range(TEXTS_A_PART):
        text = fuzzed(chance, good)
        answer = read_pass(text, keys=KNOWN, operator=OPERATOR)
        admitted = isinstance(answer, PassClaims)
        if admitted != (text in claims_of) or (admitted and answer != claims_of[text]):
            raise SystemExit(f"Part {part} is judged wrongly: {answer!r} for {text!r}")
        answers["not damaged at all" if isinstance(answer, PassClaims) else answer.value] += 1
    return answers


def _flip_part(part: int) -> Counter[str]:
    answers = Counter[str]()
    for number in range(part * PASSES_A_PART, (part + 1) * PASSES_A_PART):
        for text in flips(signed(number)):
            answer = read_pass(text, keys=KNOWN, operator=OPERATOR)
            if isinstance(answer, PassClaims):
                raise SystemExit(f"Pass {number} is admitted with a flipped bit: {text}")
            answers[f"flipped, {answer}"] += 1
    return answers


def _report(done: dict[str, Any]) -> None:
    answers = done["answers"]
    flipped = sum(count for answer, count in answers.items() if answer.startswith("flipped"))
    rows: dict[str, object] = {"texts": f"{done['parts'] * TEXTS_A_PART:,}"}
    rows |= {f"  {answer}": f"{count:,}" for answer, count in sorted(answers.items())}
    rows |= {
        "flipped bits": f"{flipped:,}",
        "admitted though nobody signed it": 0,
        "minutes": f"{done['took_s'] / 60:.1f}",
    }
    report(RUN, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    main(asked.texts, asked.workers)
