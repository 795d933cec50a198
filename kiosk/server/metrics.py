"""What a server process counts of its work, for Prometheus. Counts only: nothing about people."""

from collections import Counter as CountOf
from collections.abc import Iterable, MutableMapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from kiosk.domain.devices import Device, DeviceRole
from kiosk.wire.push import FactVerdict

LATELY = timedelta(minutes=5)
_ELSEWHERE = "elsewhere"  # every address without a route is one, or a scan would make thousands


class Metrics:
    """What one server process counts, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = self._counter("lobby_requests", "Requests.", "route", "status")
        self._seconds = Histogram(
            "lobby_request_seconds",
            "Time to answer, without the time that a request stayed for news.",
            ["route"],
            registry=self.registry,
        )
        self._facts = self._counter("lobby_facts", "Facts that came, by verdict.", "verdict")
        self._repeats = self._counter("lobby_database_repeats", "Transactions that ran again.")
        self.working = self._gauge("lobby_working", "Requests that are not answered yet.")
        self._waiting = self._gauge("lobby_waiting", "Requests that stay for news.")
        self._devices = self._gauge("lobby_devices", "Devices with access.", "role")
        self._lately = self._gauge(
            "lobby_devices_lately", "Devices heard of in the last five minutes.", "role"
        )

    def note_request(self, scope: MutableMapping[str, Any], status: int, took_s: float) -> None:
        """Count a request that was answered; status 0 if nobody waited for it."""
        route = getattr(scope.get("route"), "path", _ELSEWHERE)
        self._requests.labels(route, status).inc()
        self._seconds.labels(route).observe(max(0.0, took_s - scope["state"]["waited_s"]))

    def note_verdicts(self, verdicts: Iterable[FactVerdict]) -> None:
        """Count what became of facts."""
        for verdict, count in CountOf(verdict.status for verdict in verdicts).items():
            self._facts.labels(verdict.value).inc(count)

    def note_repeat(self) -> None:
        """Count a transaction that runs again."""
        self._repeats.inc()

    def written(self, waiting: int, devices: Sequence[Device], now: datetime) -> bytes:
        """Return everything, with how it stands now."""
        self._waiting.set(waiting)
        for role in DeviceRole:
            ours = [one for one in devices if one.role is role and one.revoked_at is None]
            seen = [one.last_seen_at for one in ours if one.last_seen_at is not None]
            self._devices.labels(role.value).set(len(ours))
            self._lately.labels(role.value).set(sum(now - at <= LATELY for at in seen))
        return generate_latest(self.registry)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(name, says, labels, registry=self.registry)

    def _gauge(self, name: str, says: str, *labels: str) -> Gauge:
        return Gauge(name, says, labels, registry=self.registry)
