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

    A budget is held against the 95th percentile; a single value is its own.
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
        cells = f"{_short(statistics.median(values)):>10}{_short(p95):>10}"
        cells += f"{_short(statistics.median(baseline)) if baseline else '':>10}"
        if budget is not None:
            is_kept = p95 <= budget
            self.is_kept &= is_kept
            cells += f"{_short(budget):>10}  {'ok' if is_kept else 'OVER'}"
        print(f"{what:<{WIDTH}}{cells}".rstrip(), flush=True)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
