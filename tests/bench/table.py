"""One table for a benchmark: each number beside the baseline of its run and its budget."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 52


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


@dataclass
class Table:
    """Prints rows as they come, and remembers whether every budget was kept.

    A budget is held against the 95th percentile; a single value is its own. Of rates the median
    has to reach it.
    """

    title: str
    is_kept: bool = True

    def __post_init__(self) -> None:
        columns = "".join(f"{name:>10}" for name in ("median", "p95", "baseline", "budget"))
        print(f"\n{self.title:<{WIDTH}}{columns}")

    def row(
        self,
        what: str,
        values: Sequence[float],
        *,
        baseline: Sequence[float] = (),
        budget: float | None = None,
    ) -> None:
        """Print one row; baselines and parts of others have no budget of their own."""
        p95 = percentile(values, 0.95)
        verdict = None if budget is None else (budget, p95 <= budget)
        self._print(what, (statistics.median(values), p95), baseline, verdict)

    def rate(
        self,
        what: str,
        values: Sequence[float],
        *,
        baseline: Sequence[float] = (),
        at_least: float | None = None,
    ) -> None:
        """Print one row of what is the better the larger it is; its p95 is the slowest of 20."""
        median = statistics.median(values)
        verdict = None if at_least is None else (at_least, median >= at_least)
        self._print(what, (median, percentile(values, 0.05)), baseline, verdict)

    def _print(
        self,
        what: str,
        values: Sequence[float],
        baseline: Sequence[float],
        verdict: tuple[float, bool] | None,
    ) -> None:
        cells = "".join(f"{_short(value):>10}" for value in values)
        cells += f"{_short(statistics.median(baseline)) if baseline else '':>10}"
        if verdict is not None:
            budget, is_kept = verdict
            self.is_kept &= is_kept
            cells += f"{_short(budget):>10}  {'ok' if is_kept else 'MISSED'}"
        print(f"{what:<{WIDTH}}{cells}".rstrip(), flush=True)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
