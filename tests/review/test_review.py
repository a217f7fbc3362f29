"""Counting with hindsight: at least as well as live, and exact where nothing is difficult."""

from __future__ import annotations

import numpy as np
import pytest

from imu.analysis import analyze
from imu.counter.health import HealthWatch
from imu.counter.review import review
from imu.recording import Recording
from imu.samples import Block, Command, CommandKind, Floats, Health, Ints, Mode, Session, Side
from imu.settings import Settings
from imu.simulator import STRATA
from tests.hinges import hinges, in_a_row, recording
from tests.review.sessions import errors_of, recording_of

EXACT = [
    *(
        (stratum, seed)
        for stratum in ("clean", "touch-and-go", "moved-sensor")
        for seed in range(1, 5)
    ),
    *(("fast", seed) for seed in range(1, 5)),
]
"""Sessions in which hindsight must be right in every rep."""


def counts(session: Session) -> dict[str, int]:
    """Give the counted reps by side."""
    return {side: result.count for side, result in session.sides.items()}


def off_by(recorded: Recording, mode: Mode) -> int:
    """Give by how many reps a mode is off."""
    return errors_of(counts(analyze(recorded, mode=mode)), recorded)


@pytest.mark.parametrize(("stratum", "seed"), EXACT)
def test_what_is_not_difficult_is_exact(stratum: str, seed: int) -> None:
    assert off_by(recording_of(stratum, seed), "review") == 0


def test_hindsight_is_at_least_as_good() -> None:
    """Over one session of every fourth stratum; a single one may go the other way."""
    off = [
        (off_by(recording_of(stratum, 2), "review"), off_by(recording_of(stratum, 2), "live"))
        for stratum in STRATA[::4]
    ]
    assert sum(review_off for review_off, _ in off) <= sum(live_off for _, live_off in off)
    assert all(review_off <= live_off + 1 for review_off, live_off in off), off


def review_of(*blocks: Block) -> Session:
    """Count with hindsight; nothing was told."""
    return review({block.side: block for block in blocks}, (), Settings())[0]


def test_depth_and_times_are_those_of_the_movement() -> None:
    starts = in_a_row(6)
    session = review_of(hinges(starts, 25.0))
    (one,) = session.sides["right"].sets
    assert [rep.depth_deg for rep in one.reps] == pytest.approx([25.0] * 6, abs=0.5)
    for rep, start_s in zip(one.reps, starts, strict=True):
        assert rep.start_s == pytest.approx(start_s + 0.2, abs=0.1)
        assert rep.bottom_start_s < start_s + 1.2 < rep.bottom_end_s
        assert rep.end_s == pytest.approx(start_s + 2.2, abs=0.1)


@pytest.mark.parametrize("back_s", [25.0, 40.0])  # the second: no samples where the frame changes
def test_each_set_has_a_frame_of_its_own(back_s: float) -> None:
    """A sensor that was strapped on anew between two sets does no harm, if it is told."""
    first = hinges(in_a_row(4), 20.0)
    second = hinges(in_a_row(4, first_s=44.0), 60.0 - back_s, first_s=back_s)
    turn = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    block = Block(
        "right",
        np.concatenate([first.time_s, second.time_s]),
        np.concatenate([first.acc_m_s2, second.acc_m_s2 @ turn.T]),
        np.concatenate([first.gyr_rad_s, second.gyr_rad_s @ turn.T]),
    )
    moved = Command(22.0, CommandKind.SENSOR_MOVED, "right")
    session, sides = review({"right": block}, (moved,), Settings())
    sets = session.sides["right"].sets
    assert [one.count for one in sets] == [4, 4]
    for one in sets:
        assert [rep.depth_deg for rep in one.reps] == pytest.approx([25.0] * 4, abs=1.0)
    frames = sides["right"].frames
    assert len(frames) == 2
    assert 20.0 < frames[1][0] / 100.0 < 44.0
    np.testing.assert_allclose(frames[1][1].tall, turn @ np.array(frames[0][1].tall), atol=0.02)


def test_nothing_to_count_is_a_session_too() -> None:
    session, sides = review({"right": hinges([], 20.0)}, (), Settings())
    assert session.sides["right"].sets == ()
    assert sides["right"].frames == []
    assert session.duration_s == pytest.approx(19.99)


@pytest.mark.parametrize("reps", [1, 2])
@pytest.mark.parametrize("how", [CommandKind.PAIN_STOP, CommandKind.SET_STOP])
def test_a_set_that_was_stopped_early_keeps_its_reps(reps: int, how: CommandKind) -> None:
    """Too few reps to tell an axis from the set alone: what the first pass knew is taken."""
    commands = (Command(1.0, CommandKind.SET_START), Command(3.0 + 4.5 * reps, how))
    session = recording(hinges(in_a_row(reps), 25.0, side="left"), commands=commands)
    for mode in ("live", "review"):
        sets = analyze(session, mode=mode).sides["left"].sets
        assert [(one.count, bool(one.stopped)) for one in sets] == [(reps, True)]


def test_without_a_set_the_whole_recording_gives_the_frame() -> None:
    """Hinges so far apart are no set; yet what moved can be shown."""
    starts = in_a_row(5, pause_s=6.0)
    session, sides = review({"right": hinges(starts, 45.0)}, (), Settings())
    assert session.sides["right"].count == 0
    ((_, frame),) = sides["right"].frames
    np.testing.assert_allclose(frame.tall, (1.0, 0.0, 0.0), atol=0.02)
    np.testing.assert_allclose(np.abs(frame.forward), (0.0, 0.0, 1.0), atol=0.05)


@pytest.mark.parametrize("seconds", [0.02, 0.1, 1.0])
def test_a_scrap_of_a_recording_is_read(seconds: float) -> None:
    session = review_of(hinges([], seconds))
    assert session.sides["right"].samples == round(seconds * 100)
    assert session.sides["right"].sets == ()


def test_both_sides_are_judged_together() -> None:
    """The idle leg goes along by half, and is told by the other leg alone."""
    right = hinges(in_a_row(5), 25.0)
    left = hinges(in_a_row(5), 25.0, side="left", depth_deg=12.0)
    both = review_of(left, right)
    assert counts(both) == {"left": 0, "right": 5}
    assert {one.reason for one in both.sides["left"].rejected} == {"idle-leg"}
    assert counts(review_of(left)) == {"left": 5}


def test_the_order_of_sides_does_not_matter() -> None:
    sides: dict[Side, Block] = {
        side: stream.block for side, stream in recording_of("two-sensors", 3).streams.items()
    }
    one = review(sides, (), Settings())[0]
    other = review(dict(reversed(sides.items())), (), Settings())[0]
    assert one.sides == other.sides


def test_review_is_the_same_each_time() -> None:
    recorded = recording(hinges(in_a_row(4), 20.0))
    assert analyze(recorded) == analyze(recorded)


def test_the_sensor_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Ints] = []
    look = HealthWatch.look

    def watched(self: HealthWatch, index: Ints, poses: Floats) -> list[Health]:
        seen.append(index)
        return look(self, index, poses)

    monkeypatch.setattr(HealthWatch, "look", watched)
    block = hinges(in_a_row(4), 24.0)
    review({"right": block}, (), Settings())
    index = np.concatenate(seen)
    assert len(index) == len(np.unique(index)), "two passes, one of which tells of it"
    assert len(index) > 0.9 * len(block)
