"""What is remembered about one thigh between two pictures of it."""

from __future__ import annotations

from imu.counter.cycles import Phase
from imu.counter.gate import SENTENCES
from imu.counter.glimpse import Glimpse
from imu.counter.quality import as_planned, set_quality
from imu.events import (
    AnyEvent,
    CalibrationEvent,
    DotEvent,
    GapEvent,
    HealthEvent,
    LegEvent,
    RejectedEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
    UndoEvent,
)
from imu.samples import CommandKind, Flag, Gap, Quality, Reason, Rep
from imu.view.change import ChangeModel
from imu.view.reps import RepTable
from imu.view.snapshot import LastRep, NotCounted, SetDone, SideView, Tempo, Word

LOST_S = 1.0
"""s without samples that a person should know of; radios pause for half a second all the time."""

_NEVER_S = 1e9
"""s. What a tracker saw before its first sample was longer ago than this."""

PARTIAL_SENTENCE = "It was less than half as deep as the others."
"""Why a rep that is listed as partial was not counted."""

_WORDS = {
    Phase.TOP: Word.READY,
    Phase.ECCENTRIC: Word.DOWN,
    Phase.BOTTOM: Word.HOLD,
    Phase.CONCENTRIC: Word.UP,
}
ARMS = (CommandKind.ARM, CommandKind.SET_START)
"""Commands after which every rep is announced at once."""

_DISARMS = (CommandKind.DISARM, CommandKind.SET_STOP, CommandKind.PAIN_STOP)


def sentence(reason: str) -> str:
    """Why a movement was not counted, in one sentence for a person."""
    if reason == Flag.PARTIAL:
        return PARTIAL_SENTENCE
    return SENTENCES[Reason(reason)] if reason in set(Reason) else f"{reason}."


def refusal_of(rep: Rep) -> str:
    """Why a rep that is listed in a set was not counted; `sentence` knows it."""
    return Reason.UNDONE if Flag.UNDONE in rep.flags else Flag.PARTIAL


class SideModel:
    """One thigh. `hear` events and commands, `look` at it, and it gives its `view`."""

    def __init__(self, side: str, target: int | None = None) -> None:
        self._side = side
        self._target = target
        self._glimpse: Glimpse | None = None
        self._is_ready = self._is_armed = self._is_off = self._is_awaited = False
        self._here_s = -_NEVER_S
        self._is_in_set = False
        self._count = 0
        self._dots: dict[int, float] = {}  # when each was at its bottom, s
        self._sets: list[SetDone] = []
        self._deepest_deg = 0.0
        self._last_rep: LastRep | None = None
        self._tempo: Tempo | None = None
        self._reps = RepTable()
        self._rejected: tuple[NotCounted, ...] = ()
        self._holes: tuple[Gap, ...] = ()
        self._health: list[str] = []
        self._qualities: dict[int, Quality] = {}

    @property
    def is_in_set(self) -> bool:
        """Whether a set is under way."""
        return self._is_in_set

    @property
    def dots(self) -> int:
        """Movements that may become reps."""
        return len(self._dots)

    @property
    def has_done_a_set(self) -> bool:
        """Whether a set is over."""
        return bool(self._sets)

    def look(self, glimpse: Glimpse) -> None:
        """See what the thigh looks like now."""
        self._glimpse = glimpse

    def obey(self, kind: CommandKind) -> None:
        """A command for this thigh is on its way to the tracker."""
        if kind in ARMS:
            self._is_armed = True
        elif kind in _DISARMS:
            self._is_armed = False
        elif kind is CommandKind.SENSOR_OFF:
            self._is_off = True
        elif kind is CommandKind.SENSOR_ON:
            self._is_off = False

    def wait_for_sensor(self) -> None:
        """The only sensor is on its way to this thigh."""
        self._is_off, self._is_awaited = False, True

    def take_sensor(self, time_s: float) -> None:
        """The only sensor sits on this thigh from `time_s` on, s."""
        self._is_off = self._is_awaited = False
        self._here_s = time_s

    def give_sensor(self) -> None:
        """The only sensor is on the other thigh, or on its way there."""
        self._is_off, self._is_awaited, self._is_armed = True, False, False

    def hear(self, event: AnyEvent) -> None:
        """Take one event of this thigh."""
        self._reps.hear(event)
        match event:
            case DotEvent():
                self._dots[event.rep_id] = event.bottom_s
            case RepEvent():
                self._announced(event)
            case RepFinalEvent():
                self._final(event)
            case RejectedEvent():
                self._refused(event)
            case SetEvent():
                self._set(event)
            case UndoEvent():
                self._count = event.count
                self._qualities.pop(event.rep_id, None)
            case _:
                self._hear_sensor(event)

    def _hear_sensor(self, event: CalibrationEvent | GapEvent | HealthEvent | LegEvent) -> None:
        match event:
            case CalibrationEvent():
                self._is_ready = event.state != "lost"
            case GapEvent():
                self._holes += (Gap(event.start_s, event.end_s, event.inferred),)
            case HealthEvent():
                self._health.append(event.message)
            case LegEvent():
                pass  # the command itself was told

    def view(self, time_s: float, changes: ChangeModel) -> SideView:
        """What there is to show at stream time `time_s`."""
        look = self._glimpse
        known = look if look is not None and look.tilt_deg is not None else None
        lost_s = self._lost_s(time_s)
        begun = self._is_in_set or bool(self._dots)
        return SideView(
            side=self._side,
            word=self._word(lost_s),
            is_ready=self._is_ready,
            is_armed=self._is_armed,
            is_in_set=self._is_in_set,
            count=self._count if self._is_in_set or not self._dots else 0,
            target=self._target,
            dots=len(self._dots),
            set_number=len(self._sets) + begun,
            tilt_deg=(known.tilt_deg or 0.0) - (known.base_deg or 0.0) if known else None,
            base_deg=known.base_deg if known else None,
            deepest_deg=self._deepest_deg,
            last_rep=self._last_rep,
            tempo=self._tempo,
            not_counted=self._rejected[-1] if self._rejected else None,
            sets=tuple(self._sets),
            not_counted_total=len(self._rejected),
            gaps=len(self._holes),
            health=tuple(self._health),
            rest_s=self._rest_s(time_s, changes),
            lost_s=lost_s,
            seen_s=self._seen_s,
            frame=look.frame if look else None,
            reps=self._reps.rows,
            dot_bottoms_s=tuple(self._dots.values()),
            rejected=self._rejected,
            holes=self._holes,
        )

    @property
    def _seen_s(self) -> float | None:
        look = self._glimpse
        return look.time_s if look is not None and look.time_s > -_NEVER_S else None

    def _announced(self, event: RepEvent) -> None:
        self._dots.pop(event.rep_id, None)
        self._count = event.count
        self._last_rep = LastRep(event.count, event.depth_deg)
        self._deepest_deg = max(self._deepest_deg, event.depth_deg)

    def _final(self, event: RepFinalEvent) -> None:
        rep = event.rep
        self._dots.pop(event.rep_id, None)
        if rep.counted:
            bottom_s = rep.bottom_end_s - rep.bottom_start_s
            down_s, up_s = rep.bottom_start_s - rep.start_s, rep.end_s - rep.bottom_end_s
            self._tempo = Tempo(down_s, bottom_s, up_s)
            if isinstance(rep.quality, Quality):
                self._qualities[event.rep_id] = rep.quality
        else:
            self._refuse(rep.start_s, rep.end_s, rep.depth_deg, refusal_of(rep))

    def _refused(self, event: RejectedEvent) -> None:
        self._dots.pop(event.rep_id, None)
        self._refuse(event.start_s, event.end_s, event.depth_deg, event.reason)

    def _refuse(self, start_s: float, end_s: float, depth_deg: float, reason: str) -> None:
        movement = NotCounted(start_s, end_s, depth_deg, reason, sentence(reason))
        self._rejected += (movement,)

    def _set(self, event: SetEvent) -> None:
        self._is_in_set = event.state == "start"
        self._count = event.count
        if event.end_s is not None:
            planned = self._as_planned()
            self._sets.append(
                SetDone(event.count, event.start_s, event.end_s, event.stopped, planned)
            )
            self._is_armed = False
            self._dots.clear()

    def _as_planned(self) -> str:
        """The quality of the set that is over, in words; "" without targets."""
        found = set_quality(self._qualities.values())
        self._qualities.clear()
        return as_planned(found.good, found.reps, found.reason) if found else ""

    def _lost_s(self, time_s: float) -> float:
        if self._is_off or self._is_awaited or self._glimpse is None:
            return 0.0
        missing_s = time_s - max(self._glimpse.time_s, self._here_s)
        return missing_s if LOST_S < missing_s < _NEVER_S else 0.0

    def _rest_s(self, time_s: float, changes: ChangeModel) -> float | None:
        if self._is_in_set or not self._sets:
            return None
        return changes.rested_s(self._sets[-1].end_s, time_s)

    def _word(self, lost_s: float) -> Word:
        if self._is_off:
            return Word.OFF
        if self._is_awaited:
            return Word.STRAP
        if lost_s:
            return Word.LOST
        if not self._is_ready or self._glimpse is None:
            return Word.BEGIN
        word = _WORDS[self._glimpse.phase]
        resting = word is Word.READY and self._sets and not (self._is_in_set or self._dots)
        return Word.REST if resting else word
