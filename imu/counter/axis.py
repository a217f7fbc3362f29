"""Fourth stage: the hinge axis and the tall pose, from gravity alone.

A hinge swings the direction of gravity, seen from the sensor, to and fro along an arc. The arc's
direction is the leading direction of the *displacement* of gravity. It is never taken from the
angular rate: at slow tempo a rep is no faster than wobble, and the axis of the rate then points
anywhere (simulation: 89 degrees off at p95, against 8-10 degrees for displacement).

Which end of the arc is tall? People start from tall and dwell anywhere, so it is the end at which
the run of cycles began; skewness of the displacement is wrong in 7 of 33 real squat recordings, the
starting pose in none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from imu.counter.tilt import HingeFrame, Vector, along, as_vector, frame_from, unit
from imu.counter.turns import Turn, turning_points
from imu.samples import Floats

MIN_RANGE_DEG = 5.0
"""Degrees. Smaller motion is sway; the smallest rep is 6 degrees deep."""

MIN_ELONGATION = 4.0
"""Leading over second eigenvalue of the displacement. Pure wobble is near 1, squats reach 20 and
more."""

_LEG_BAND = (0.5, 1.8)
"""A leg of a run may be so much smaller or larger than the run's median; legs of one set stay
well inside."""

_PAUSE_SAMPLES = 100
_PAUSE_FACTOR = 3.0
"""A run is broken by a leg that takes longer than 4 s (100 samples at 25 Hz) and than three times
the usual one: standing about between walking up and the first rep."""

_HASTE_FACTOR = 3.0
"""It is broken, too, by a leg so many times quicker than usual: the last strides before it."""

_QUIET_DEG = 2.0
_QUIET_SAMPLES = 25
"""A second within 2 degrees to either side is standing; people sway by 0.2-1 degree RMS."""

_LEGS_OF_TWO_CYCLES = 4
"""Down, up, down, up: less could be one look over the shoulder."""

_TURN_SHARE = 0.35
"""Share of the range that a reversal must have to be one: over a hitch, under a partial rep."""


_FIRST_REP_DEG = 6.0
"""degrees. The smallest rep."""

_HOME_SHARE = 0.4
_BEYOND_SHARE = 1.0
_BEYOND_DEG = 20.0
_HOME_VOTES = 5
"""Home decides when it lies within the first share of the arc of either end, or within the second
one beyond it: the thigh of the rear leg never comes back to where it stood on both feet. Further
off it was another pose: sitting, or the sensor was moved since."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known beside the movement.

    `homes` (k,) lie along the swing, degrees, `ended` says whether the movement is over, `lateral`
    to which side the thigh hinges (a medio-lateral axis), where that is known.
    """

    homes: Floats
    ended: bool
    lateral: Vector | None


@dataclass(frozen=True, slots=True)
class AxisEstimate:
    """A frame, and the span of samples ``[first, last]`` of the run of cycles that it came from.

    `legs` is the number of half cycles in the run, `quiet_start` whether it was seen to begin from
    a quiet pose, `at_home` whether home lies at the end of the arc that was found to be tall,
    `votes` how many votes more spoke for that end than for the other.
    """

    frame: HingeFrame
    first: int
    last: int
    legs: int
    quiet_start: bool
    at_home: bool = False
    votes: int = 0


def estimate_axis(
    up: Floats,
    recent: int,
    epoch: int,
    homes: Sequence[Vector] = (),
    ended: bool = False,
    lateral: Vector | None = None,
) -> AxisEstimate | None:
    """Find axis and tall pose from the last cyclic movement in (n, 3) up vectors.

    Parameters
    ----------
    up : unit vectors, evenly sampled (25 Hz), oldest first.
    recent : so many of the last samples say in which direction the movement goes.
    epoch : number given to the frame.
    homes : poses of standing, if any are known (`imu.counter.standing`): the end of the arc
        that is near most of them is tall.
    ended : the movement is over: not the last cyclic movement counts but the longest, and where it
        ended says as much about tall as where it began.
    lateral : the medio-lateral axis of a frame that is known to be the right way round: the end of
        the arc is tall for which this frame is, too.

    Returns
    -------
    None while there are not two cycles of a movement in one plane.
    """
    window = up[-recent:]
    direction, centre = _leading_direction(window)
    axis = as_vector(direction)
    swing = np.degrees(along(up - centre, axis))
    low, high = np.percentile(swing[-recent:], [5, 95])
    if high - low < MIN_RANGE_DEG:
        return None
    turns = turning_points(swing, _TURN_SHARE * float(high - low))
    run = (_longest_run if ended else _last_run)(turns, swing)
    if run is None:
        return None
    along_it = np.degrees(along(np.array(homes).reshape(-1, 3) - centre, axis))
    return _frame_of_run(up, swing, run, epoch, _Context(along_it, ended, lateral))


def _leading_direction(up: Floats) -> tuple[Floats, Floats]:
    centre = up.mean(axis=0)
    moved = up - centre
    _, vectors = np.linalg.eigh(np.einsum("ij,ik->jk", moved, moved))
    return vectors[:, 2], centre


def _last_run(turns: list[Turn], swing: Floats) -> list[Turn] | None:
    """The last turns whose legs are alike; the leg still under way at the very end may be short."""
    points = turns
    while len(points) > _LEGS_OF_TWO_CYCLES and abs(points[-1].value - points[-2].value) < 1e-9:
        points = points[:-1]
    legs = [abs(b.value - a.value) for a, b in itertools.pairwise(points)]
    if len(legs) < _LEGS_OF_TWO_CYCLES:
        return None
    typical = float(np.median(legs[-5:-1] or legs))
    stop = len(legs)
    if legs[-1] < _LEG_BAND[0] * typical:
        stop -= 1
    waits = [b.at - a.at for a, b in itertools.pairwise(points)]
    # Ways down and ways up each have their own pace: one of them may hold a pause at its end.
    usual = [float(np.median(waits[n:stop:2][-3:] or [1])) for n in (0, 1)]
    start = stop
    while (
        start > 0
        and _LEG_BAND[0] * typical <= legs[start - 1] <= _LEG_BAND[1] * typical
        and _is_paced(waits[start - 1], usual[(start - 1) % 2], min(usual))
    ):
        start -= 1
    run = points[start : stop + 1]
    if start > 0:
        run = _with_departure(run, points[start - 1], swing, typical)
    return run if len(run) > _LEGS_OF_TWO_CYCLES else None


def _is_paced(wait: int, usual: float, brisk: float) -> bool:
    """Whether a leg took no longer than its like (samples), and was not much quicker than all."""
    return brisk / _HASTE_FACTOR <= wait <= max(_PAUSE_SAMPLES, _PAUSE_FACTOR * usual)


def _longest_run(turns: list[Turn], swing: Floats) -> list[Turn] | None:
    """The run of the longest duration; walking up and away may be in the signal too."""
    best: list[Turn] | None = None
    points = turns
    while len(points) > _LEGS_OF_TWO_CYCLES:
        run = _last_run(points, swing)
        if run is None:
            points = points[:-1]
            continue
        if best is None or run[-1].at - run[0].at > best[-1].at - best[0].at:
            best = run
        points = [point for point in points if point.at <= max(run[0].at, points[0].at)]
    return best


def _with_departure(run: list[Turn], before: Turn, swing: Floats, typical: float) -> list[Turn]:
    """The run, begun at the pose from which the thigh left for its first turn.

    Before it the person may have stood for long at a pose that is no extreme (an earlier movement
    went further), so that the leg into the first turn was cut off as too long or too large.
    """
    first = run[0]
    far = np.abs(swing[before.at : first.at] - first.value) >= _LEG_BAND[0] * typical
    if not far.any():
        return run
    at = before.at + int(np.flatnonzero(far)[-1])
    while at > before.at and _leaves(swing, at, first.at):
        at -= 1
    start = Turn(at, float(swing[at]))
    size = abs(start.value - first.value)
    alike = _LEG_BAND[0] * typical <= size <= _LEG_BAND[1] * typical
    return [start, *run] if alike and _is_quiet(swing, start) else run


def _leaves(swing: Floats, at: int, to: int) -> bool:
    """Whether the signal at `at` is on its way to `to`: 0.4 s before it was further off."""
    was = swing[max(0, at - 10)]
    return bool(abs(swing[to] - was) > abs(swing[to] - swing[at]) + 0.7)


def _frame_of_run(
    up: Floats, swing: Floats, run: list[Turn], epoch: int, context: _Context
) -> AxisEstimate | None:
    highs, lows = run[0::2], run[1::2]  # or the other way round: only which is which end matters
    votes = _tall_votes(run, highs, lows, swing, context)
    found = _frame_at_end(up, swing, run, epoch, context, votes)
    if found is None or context.lateral is None:
        return found
    if float(np.dot(np.array(found.frame.lateral), np.array(context.lateral))) >= 0.0:
        return found
    return _frame_at_end(up, swing, run, epoch, context, -1 if votes >= 0 else 1)


def _frame_at_end(
    up: Floats, swing: Floats, run: list[Turn], epoch: int, context: _Context, votes: int
) -> AxisEstimate | None:
    """The frame whose tall is at the end of the arc for which `votes` speak."""
    highs, lows = run[0::2], run[1::2]
    tall_turns = highs if votes >= 0 else lows
    # The first point of the signal may lie part-way down: only true extremes say where tall is.
    extremes = [t for t in tall_turns if t.at > 0] or tall_turns
    level = np.median([t.value for t in extremes])
    near = np.abs(swing[run[0].at : run[-1].at + 1] - level)
    span = abs(np.median([t.value for t in highs]) - np.median([t.value for t in lows]))
    part = up[run[0].at : run[-1].at + 1]
    at_tall = near <= max(0.12 * span, float(near.min()))
    tall = unit(part[at_tall].mean(axis=0))
    forward, elongation = _forward(part, tall)
    if elongation < MIN_ELONGATION:
        return None
    confidence = min(1.0, elongation / 20.0) * min(1.0, (len(run) - 1) / 6)
    frame = frame_from(tall, forward, confidence, epoch)
    quiet = _is_quiet(swing, run[0])
    at_home = bool((np.abs(context.homes - level) <= _HOME_SHARE * span).any())
    return AxisEstimate(
        frame, run[0].at, run[-1].at, len(run) - 1, quiet, at_home, votes=abs(votes)
    )


def _is_quiet(swing: Floats, turn: Turn) -> bool:
    """Whether the signal stayed put for a while up to the turn, or around it."""
    near = np.abs(swing - turn.value) < _QUIET_DEG
    first = turn.at
    while first > 0 and near[first - 1]:
        first -= 1
    last = turn.at
    while last < len(near) - 1 and near[last + 1]:
        last += 1
    return last - first >= _QUIET_SAMPLES


def _tall_votes(
    run: list[Turn], highs: list[Turn], lows: list[Turn], swing: Floats, context: _Context
) -> int:
    """Which end of the arc is tall: positive for `highs`."""
    votes = _vote(run[0], highs, lows, swing)
    if context.ended:
        votes += _vote(run[-1], highs, lows, swing)
    high, low = (float(np.median([t.value for t in turns])) for turns in (highs, lows))
    to_high, to_low = np.abs(context.homes - high), np.abs(context.homes - low)
    beyond = (context.homes > max(high, low)) | (context.homes < min(high, low))
    span = abs(high - low)
    reach = np.where(beyond, max(_BEYOND_SHARE * span, _BEYOND_DEG), _HOME_SHARE * span)
    within = np.minimum(to_high, to_low) <= reach
    balance = int((within & (to_high < to_low)).sum()) - int((within & (to_high > to_low)).sum())
    return votes + _HOME_VOTES * ((balance > 0) - (balance < 0))


def _vote(point: Turn, highs: list[Turn], lows: list[Turn], swing: Floats) -> int:
    """Which end of the arc the run's first or last point lies at: positive for `highs`' end.

    A point at which the person was seen to stand still counts twice, one half-way not at all.
    """
    to_highs, to_lows = (
        abs(point.value - float(np.median([t.value for t in turns if t is not point])))
        for turns in (highs, lows)
    )
    if min(to_highs, to_lows) > _HOME_SHARE * (to_highs + to_lows):
        return 0
    return (2 if _is_quiet(swing, point) else 1) * (1 if to_highs < to_lows else -1)


def _forward(part: Floats, tall: Floats) -> tuple[Floats, float]:
    """Leading direction of the horizontal displacement from tall, towards flexion."""
    moved = part - along(part, as_vector(tall))[:, None] * tall
    size = np.sqrt(np.sum(moved * moved, axis=1))
    far = moved[size > 0.3 * float(np.max(size))]
    values, vectors = np.linalg.eigh(np.einsum("ij,ik->jk", far, far))
    forward = vectors[:, 2]
    if np.sum(forward * far.mean(axis=0)) < 0:
        forward = -forward
    return forward, float(values[2] / max(values[1], 1e-12))


def refine_axis(up: Floats, frame: HingeFrame) -> HingeFrame | None:
    """The frame turned about its tall direction to fit the (n, 3) up vectors of accepted reps.

    Returns None when they do not lie in one plane.
    """
    forward, elongation = _forward(up, np.array(frame.tall))
    if elongation < MIN_ELONGATION:
        return None
    confidence = min(1.0, elongation / 20.0)
    return frame_from(np.array(frame.tall), forward, confidence, frame.epoch)


def turn_between_deg(a: HingeFrame, b: HingeFrame) -> float:
    """Largest angle between matching directions of two frames, degrees."""
    pairs = ((a.tall, b.tall), (a.forward, b.forward))
    return max(
        float(np.degrees(np.arccos(np.clip(np.dot(np.array(p), np.array(q)), -1.0, 1.0))))
        for p, q in pairs
    )


def single_cycle_axis(
    up: Floats, tall: Floats, epoch: int, back: float = 0.5
) -> tuple[HingeFrame, int] | None:
    """Frame from the largest excursion from a known tall pose and back, in (n, 3) up vectors.

    The second number is the sample at which the thigh was furthest away. Returns None until it went
    at least 6 degrees away, in one plane, and came back to this share of it.
    """
    away = np.degrees(np.arccos(np.clip(along(up, as_vector(tall)), -1.0, 1.0)))
    far = int(np.argmax(away))
    if away[far] < _FIRST_REP_DEG or away[-1] > back * away[far]:
        return None
    forward, elongation = _forward(up, tall)
    if elongation < MIN_ELONGATION:
        return None
    return frame_from(tall, forward, 0.5, epoch), far
