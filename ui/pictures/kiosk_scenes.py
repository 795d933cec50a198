"""The kiosk's pages with sample people, for pictures and for the check of every page."""

import itertools
from dataclasses import dataclass, replace
from functools import partial

from kiosk.domain.views import ScanOutcome, WallView
from kiosk.scanning.coaching import Advice
from ui.pictures import sample_views
from ui.pictures.guest_scenes import guest_scenes
from ui.pictures.me_scenes import me_scenes, staff_door_scenes
from ui.pictures.people_scenes import people_scenes
from ui.pictures.sample_camera import ON_THE_PHONE, sample_camera
from ui.pictures.sample_kiosk import SampleDesk, house_rules, outcomes
from ui.pictures.scenes import Scene, Show, code_of
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.recovery import RecoveryModel
from ui.viewmodels.states import HouseRules

TRY_AGAIN_S = 10
BROKEN = "/var/lib/hello-lobby/kiosk.db cannot be opened: the disk is full. Make room on it."


def kiosk_show(language: str) -> Show:
    """Return the kiosk's window in this language."""
    rules, answers = house_rules(code_of(language)), outcomes(code_of(language))
    seconds = itertools.count(step=60)
    model = KioskModel(rules, now=lambda: sample_views.NOW, monotonic_s=lambda: next(seconds))
    frames, look_into_the_lobby = sample_camera(model)
    recovery = RecoveryModel(TRY_AGAIN_S)
    stage = _Stage(model, rules, answers, SampleDesk(answers["trouble"]), recovery)
    scenes = (
        *_idle_scenes(stage),
        *_scanned_scenes(stage),
        *people_scenes(model, stage.idle, stage.scanned),
        *guest_scenes(model, stage.desk, rules, stage.idle),
        *me_scenes(model, stage.desk, stage.scanned),
        *staff_door_scenes(model, stage.desk, stage.idle),
        *_odd_scenes(stage),
    )
    properties: dict[str, object] = {"model": model, "frames": frames, "recovery": recovery}
    return Show("KioskWindow", properties, scenes, look_into_the_lobby)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A kiosk and what may happen to it."""

    model: KioskModel
    rules: HouseRules
    answers: dict[str, ScanOutcome]
    desk: SampleDesk
    recovery: RecoveryModel

    @property
    def without_camera(self) -> HouseRules:
        return replace(self.rules, has_camera=False)

    def idle(
        self,
        view: WallView,
        *,
        rules: HouseRules | None = None,
        is_camera_away: bool = False,
        advice: str = "",
        is_low: bool = False,
    ) -> None:
        """Nobody stands at the kiosk of this house."""
        self.recovery.show("")
        self.model.openHouse(self.desk, rules or self.rules)
        self.model.showHouse(view)
        self.model.showSync("synced", 0, 0)
        (self.model.cameraLost if is_camera_away else self.model.cameraFound)()
        self.model.adviceChanged(advice)
        self.model.lowReachChosen(is_low)

    def scanned(self, name: str, rules: HouseRules | None = None, *, is_low: bool = False) -> None:
        """Somebody held up a code and got this one of the answers."""
        self.recovery.show("")
        self.model.openHouse(self.desk, rules or self.rules)
        self.model.cameraFound()
        self.model.lowReachChosen(is_low)
        self.desk.outcome = self.answers[name]
        self.model.codeRead(ON_THE_PHONE)

    def broken(self) -> None:
        """It could not start."""
        self.recovery.show(BROKEN)


def _idle_scenes(stage: _Stage) -> tuple[Scene, ...]:
    house = sample_views.wall_view
    idle = partial(partial, stage.idle)
    scanner_only = partial(idle, rules=stage.without_camera)
    return (
        Scene("kiosk-idle", idle(house(14, 23))),
        Scene("kiosk-idle-nobody", idle(house(0, 0))),
        Scene("kiosk-idle-one", idle(house(1, 1))),
        Scene("kiosk-idle-200", idle(house(200, 230))),
        Scene("kiosk-idle-low", idle(house(14, 23), is_low=True)),
        Scene("kiosk-idle-long", idle(sample_views.long_wall_view())),
        Scene("kiosk-idle-no-camera", idle(house(14, 23), is_camera_away=True)),
        Scene("kiosk-idle-scanner", scanner_only(house(14, 23))),
        Scene("kiosk-idle-scanner-nobody", scanner_only(house(0, 0))),
        *(
            Scene(f"kiosk-idle-{advice.replace('_', '-')}", idle(house(14, 23), advice=advice))
            for advice in Advice
        ),
    )


def _scanned_scenes(stage: _Stage) -> tuple[Scene, ...]:
    return (
        *(Scene(f"kiosk-{name}", partial(stage.scanned, name)) for name in stage.answers),
        *(
            Scene(f"kiosk-{name}-low", partial(stage.scanned, name, is_low=True))
            for name in ("welcome", "welcome-news", "first_time", "leaving", "refused", "misread")
        ),
        Scene("kiosk-misread-scanner", partial(stage.scanned, "misread", stage.without_camera)),
    )


def _odd_scenes(stage: _Stage) -> tuple[Scene, ...]:
    return (Scene("kiosk-recovery", stage.broken),)
