"""Whether the sensor still sits on the thigh as it did: slipped, turned, loose.

What is compared is the pose in which reps start: tall. In the plane of the hinge a person may stand
otherwise (a stance, a lazy return), out of it hardly. A hand at the sensor is told by poses that no
thigh can take.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from imu.counter.candidates import Candidate
from imu.counter.history import History
from imu.counter.tilt import HingeFrame, Vector, as_vector, frame_from, unit
from imu.samples import Floats, Health, Ints

_CLOSE_S = 5.0
_IN_A_ROW = 3
"""s. Reps that start within this time of the last one's end are of one set for sure; so many alike
before and after are needed to believe in a slip in its midst."""

_OUT_DEG, _ALONG_DEG, _ALONG_SHARE = 12.0, 16.0, 0.5
"""degrees out of and in the plane of the hinge from the first rep of a set, and for deep reps a
share of the depth: a return may stay a quarter of the depth short of tall."""

_NEW_OUT_DEG, _NEW_ALONG_DEG = 16.0, 35.0
"""degrees, the same from set to set: on the block the rear thigh stands 20 degrees ahead."""

_OVER_DEG = 100.0
"""degrees. Turned by more than this is upside down."""

_ALIKE_DEG = 7.0
"""degrees. Reps in a row that start from another pose must agree on which."""

_HANDLED_ALONG_DEG = 25.0
"""degrees. After a hand was at the sensor, less is needed to believe that it sits otherwise."""

_ODD_OUT_DEG, _ODD_BACK_DEG, _ODD_AHEAD_DEG = 30.0, -30.0, 115.0
"""degrees sideways, back and ahead: half-seconds beyond these are rather a hand's doing than a
hip's; a stride reaches 20 degrees back."""

_SHAKE = 0.2
_LOOSE_REPS = 4
"""Share of fast trembling in the turning of a rep (in rate squared), and reps of that in a row.
Good simulated straps stay under 0.1 in the midst of a set."""

_STOOD = 10
"""Grid samples before the start of a rep that are the pose from which it started: 0.1 s."""

_SMOOTH = 15
"""Grid samples of the moving mean that a rep itself is left in by: 0.15 s."""


@dataclass(slots=True)
class Start:
    """The pose in which a rep started, and how the rep was.

    `frame` has that pose as its tall; `shake` is the share of trembling, `depth_deg` its depth.
    `is_told` marks somebody who said that they stand tall, and no rep.
    """

    first: int
    last: int
    frame: HingeFrame
    depth_deg: float
    shake: float
    is_told: bool = False


@dataclass(slots=True)
class StrapState:
    """Reps to be looked at, the frame it all began with and that of the set, and what is in doubt.

    `is_sure` tells that reps in a row began in the frame `origin`.
    `handled` is when a hand was at the sensor first since the rep that ended at `last`, `doubt` a
    pose that is to be seen more often than `doubts` times, `alike` counts the reps of the set that
    began like its first, `shaky` those in a row that trembled.
    `worn` is the tall pose of this sensor on this leg as it is remembered from another day.
    """

    queue: list[Start] = field(default_factory=list[Start])
    origin: HingeFrame | None = None
    begun: HingeFrame | None = None
    is_sure: bool = False
    alike: int = 0
    doubt: Vector | None = None
    doubts: int = 0
    last: int = 0
    handled: int = -1
    shaky: int = 0
    worn: Vector | None = None


class StrapWatch:
    """Follows the tall pose from rep to rep."""

    def __init__(self, rate_hz: int, state: StrapState | None = None) -> None:
        self.state = state or StrapState()
        self._rate = rate_hz

    def rep(self, start: Start) -> None:
        """A movement that may be a rep is over; it is judged with the next look."""
        self.state.queue.append(start)

    def stands(self, index: int, up: Floats) -> None:
        """The person says that `up` (3,) is tall, from grid `index` on."""
        old = self.state.origin
        if old is not None:
            frame = frame_from(up, np.array(old.forward), 1.0, 0)
            self.state.queue.append(Start(index, index, frame, 0.0, 0.0, is_told=True))

    def forget(self) -> None:
        """The person says that the sensor sits differently from now on."""
        self.state.origin = self.state.begun = self.state.doubt = None
        self.state.is_sure = False

    def look(self, index: Ints, up: Floats, alone: bool) -> list[Health]:
        """Take the first grid index (m,) and mean up (m, 3) of half-seconds, in order.

        `alone` tells that there is no sensor on the other thigh.
        """
        found: list[Health] = []
        for at, pose in zip(index.tolist(), up, strict=True):
            found += self._due(at, alone)
            self._handling(at, pose)
        return found

    def finish(self, alone: bool) -> list[Health]:
        """Judge what still waits."""
        return self._due(1 << 62, alone)

    def _due(self, until: int, alone: bool) -> list[Health]:
        due = [start for start in self.state.queue if start.last <= until]
        self.state.queue = [start for start in self.state.queue if start.last > until]
        return [finding for start in due for finding in self._judge(start, alone)]

    def _handling(self, at: int, pose: Floats) -> None:
        origin = self.state.origin
        if origin is None or not self.state.is_sure:
            return
        out, ahead = _angles(as_vector(unit(pose)), origin)
        is_odd = abs(out) > _ODD_OUT_DEG or not _ODD_BACK_DEG < ahead < _ODD_AHEAD_DEG
        if is_odd and self.state.handled <= self.state.last:
            self.state.handled = at

    def _judge(self, start: Start, alone: bool) -> list[Health]:
        state = self.state
        is_handled = state.last < state.handled <= start.first
        if start.is_told:
            return self._told(start, is_handled, alone)
        found = self._shaken(start)
        is_close = start.first - state.last < _CLOSE_S * self._rate
        state.last = start.last
        if not state.is_sure or (not is_handled and _is_reversed(start.frame, state.origin)):
            return found + self._learn(start, is_close)
        if state.begun is None or not is_close:
            self._begin(start)
        along_deg = _HANDLED_ALONG_DEG if is_handled else _NEW_ALONG_DEG
        origin = state.origin or start.frame
        if _is_other(start.frame.tall, origin, _NEW_OUT_DEG, along_deg):
            return found + self._moved(start, is_handled, alone, needed=2)
        if state.alike >= _IN_A_ROW and self._is_off_in_set(start):
            return found + self._moved(start, is_handled, alone, needed=_IN_A_ROW)
        state.doubt, state.doubts, state.alike = None, 0, state.alike + 1
        state.origin = frame_from(np.array(origin.tall), np.array(start.frame.forward), 1.0, 0)
        return found

    def _learn(self, start: Start, is_close: bool) -> list[Health]:
        """Before three reps in a row began alike nobody knows how the sensor sits.

        Nor when the other end of the hinge's arc is taken for tall from now on.
        """
        state, was_sure = self.state, self.state.is_sure
        state.is_sure = False
        if was_sure or state.begun is None or not is_close or self._is_off_in_set(start):
            state.origin = start.frame
            self._begin(start)
            return []
        state.alike += 1
        state.is_sure = state.alike >= _IN_A_ROW - 1
        return self._remembered(start.frame) if state.is_sure else []

    def _begin(self, start: Start) -> None:
        self.state.begun, self.state.alike, self.state.doubts = start.frame, 0, 0

    def _is_off_in_set(self, start: Start) -> bool:
        begun = self.state.begun
        along_deg = max(_ALONG_DEG, _ALONG_SHARE * start.depth_deg)
        return begun is not None and _is_other(start.frame.tall, begun, _OUT_DEG, along_deg)

    def _told(self, start: Start, is_handled: bool, alone: bool) -> list[Health]:
        """The person stands tall, by their own word: after a hand at the sensor that is enough."""
        origin = self.state.origin
        if origin is None or not (is_handled and self.state.is_sure):
            return []
        if not _is_other(start.frame.tall, origin, _NEW_OUT_DEG, _HANDLED_ALONG_DEG):
            return []
        return self._moved(start, is_handled, alone, needed=1)

    def _moved(self, start: Start, is_handled: bool, alone: bool, needed: int) -> list[Health]:
        """A rep started from another pose; so many alike in a row make it certain."""
        state, tall = self.state, start.frame.tall
        is_same = state.doubt is not None and _apart_deg(state.doubt, tall) < _ALIKE_DEG
        state.doubt, state.doubts = tall, state.doubts + 1 if is_same else 1
        if is_handled:  # holds for the next rep, too
            state.last, state.handled = start.first - 1, start.first
        if state.doubts < needed or state.origin is None:
            return []
        turned = _apart_deg(state.origin.tall, tall)
        state.origin, state.doubt, state.last = start.frame, None, start.last
        self._begin(start)
        if not is_handled:
            return [_slipped(turned)]
        return [_turned(turned), *([_OTHER_LEG] if alone else [])]

    def _remembered(self, frame: HingeFrame) -> list[Health]:
        worn = self.state.worn
        if worn is None or not _is_other(worn, frame, _NEW_OUT_DEG, _NEW_ALONG_DEG):
            return []
        return [_turned(_apart_deg(worn, frame.tall))]

    def _shaken(self, start: Start) -> list[Health]:
        self.state.shaky = self.state.shaky + 1 if start.shake > _SHAKE else 0
        return [_LOOSE] if self.state.shaky >= _LOOSE_REPS else []


def start_of(candidate: Candidate, history: History, frame: HingeFrame) -> Start:
    """How a movement began that was measured in `frame`."""
    first, last = candidate.first_index, candidate.last_index
    _, before = history.between(first - _STOOD, first)
    _, poses = history.between(first, last)
    stood = frame_from(before[:, :3].sum(axis=0), np.array(frame.forward), 1.0, 0)
    return Start(first, last, stood, candidate.depth_deg, shake_of(poses[:, 3:6]))


def shake_of(rate: Floats) -> float:
    """Share of what is quicker than 0.15 s in the square of (n, 3) angular rates."""
    if len(rate) <= 2 * _SMOOTH:
        return 0.0
    total = np.concatenate([np.zeros((1, 3)), rate.cumsum(axis=0)])
    smooth = (total[_SMOOTH:] - total[:-_SMOOTH]) / _SMOOTH
    half = _SMOOTH // 2
    rate = rate[half : half + len(smooth)]
    power = float((rate * rate).sum())
    return float(((rate - smooth) ** 2).sum()) / power if power > 0.0 else 0.0


def _angles(up: Vector, frame: HingeFrame) -> tuple[float, float]:
    """Degrees out of the frame's plane, and in it from its tall."""
    x, y, z = (_dot(up, axis) for axis in (frame.lateral, frame.forward, frame.tall))
    return math.degrees(math.asin(min(max(x, -1.0), 1.0))), math.degrees(math.atan2(y, z))


def _is_other(tall: Vector, frame: HingeFrame, out_deg: float, along_deg: float) -> bool:
    out, ahead = _angles(tall, frame)
    return abs(out) > out_deg or abs(ahead) > along_deg


def _apart_deg(a: Vector, b: Vector) -> float:
    return math.degrees(math.acos(min(max(_dot(a, b), -1.0), 1.0)))


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _is_reversed(frame: HingeFrame, old: HingeFrame | None) -> bool:
    return old is not None and _dot(frame.lateral, old.lateral) < 0.0


def _slipped(by_deg: float) -> Health:
    return Health(
        "sensor-slipped",
        f"The sensor slipped by about {by_deg:.0f}° on the thigh. Tighten the strap between two"
        " sets; counting goes on.",
    )


def _turned(by_deg: float) -> Health:
    if by_deg > _OVER_DEG:
        return Health(
            "sensor-upside-down",
            "The sensor sits upside down, compared with before. Counting goes on; turn it round"
            " if depth and wobble are to be compared.",
        )
    return Health(
        "sensor-turned",
        f"The sensor sits turned by about {by_deg:.0f}°, compared with before. Counting goes on;"
        " turn it back if depth and wobble are to be compared.",
    )


_OTHER_LEG = Health(
    "leg-change",
    "The sensor was taken off and put on anew. If it is on the other leg now, say which: the side"
    " is never guessed.",
)

_LOOSE = Health(
    "strap-loose",
    "The sensor trembles on the thigh more than it turns with it. Tighten the strap; counting goes"
    " on, steadiness means nothing meanwhile.",
)
