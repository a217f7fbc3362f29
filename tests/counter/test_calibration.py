"""When the hinge frame is looked for, kept, refined and given up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from imu.counter.calibration import CalibrationState, FixedFrames, FrameChange, at_ticks
from imu.counter.history import History
from imu.counter.livecalibration import LiveCalibrator
from imu.counter.saved import dumps, loads
from imu.counter.tilt import HingeFrame, Vector, as_vector, frame_from
from imu.samples import Floats, Reason
from tests.counter.builders import GOOD, RATE_HZ, Leg, angle_deg, frame, path, poses, rep

TRUE = frame(31)
STRIDE = 50
LATE = replace(GOOD, last_index=10**6)
"""A movement after everything else."""
STAND: Leg = (2.0, 0.0)


def leaning(by_deg: float) -> HingeFrame:
    """TRUE with its axis turned about tall."""
    angle = np.radians(by_deg)
    ahead = np.cos(angle) * np.array(TRUE.forward) + np.sin(angle) * np.array(TRUE.lateral)
    return frame_from(np.array(TRUE.tall), ahead, 0.5, 0)


OTHER = leaning(90.0)


def reps(n: int, depth: float = 25.0) -> list[Leg]:
    return [leg for _ in range(n) for leg in rep(depth)]


def moved(*legs: Leg, true: HingeFrame = TRUE, start: float = 0.0) -> Floats:
    return poses(path(*legs, start=start)[1:], true)


WALK: list[Leg] = [leg for _ in range(5) for leg in ((0.35, 28.0), (0.55, -12.0))]
FLOOR: Leg = (1.3, 45.0)
"""Strides; more than a second with busy hands near the floor."""


class Stream:
    """Feeds a calibrator and its history in strides."""

    def __init__(self, calibrator: LiveCalibrator | FixedFrames | None = None) -> None:
        self.calibrator = calibrator or LiveCalibrator(RATE_HZ)
        self.history = History(RATE_HZ)
        self.index = 0

    def see(self, signal: Floats) -> list[tuple[int, FrameChange]]:
        """The changes, with the index after which each came."""
        changes: list[tuple[int, FrameChange]] = []
        for at in range(0, len(signal) // STRIDE * STRIDE, STRIDE):
            piece = signal[at : at + STRIDE]
            self.history.append(self.index, piece)
            self.index += STRIDE
            change = self.calibrator.look(self.history, piece)
            if change is not None:
                changes.append((self.index, change))
        return changes

    def confirm(self) -> None:
        """Three reps are accepted."""
        for first in (200, 430, 660):
            self.calibrator.accepted(first, first + 230, self.history)


def known(true: HingeFrame = TRUE) -> Stream:
    """A stream whose axis was found and confirmed by three reps."""
    stream = Stream()
    stream.see(moved(STAND, *reps(3), (1.0, 0.0), true=true))
    stream.confirm()
    assert stream.calibrator.state.confirmed
    return stream


def leaned(by_deg: float) -> Vector:
    """Up in the sensor frame of TRUE at this tilt."""
    angle = np.radians(by_deg)
    return as_vector(np.cos(angle) * np.array(TRUE.tall) + np.sin(angle) * np.array(TRUE.forward))


def frame_now(stream: Stream) -> HingeFrame:
    found = stream.calibrator.state.frame
    assert found is not None
    return found


def test_two_cycles_are_enough_and_the_history_is_replayed_from_their_beginning() -> None:
    stream = Stream()
    # Never still for a second: nothing is known of tall but what the cycles say.
    ((at, change),) = stream.see(moved((0.4, 0.0), *reps(3), (1.0, 0.0)))
    assert change.frame is not None
    assert (change.state, change.frame.epoch) == ("found", 0)
    assert angle_deg(change.frame.lateral, TRUE.lateral) < 1.0
    assert change.replay_from is not None
    assert 0 <= change.replay_from <= 50
    assert 40 + 230 + 115 < at <= 40 + 460 + STRIDE
    assert stream.calibrator.state.frame == change.frame


@pytest.mark.parametrize("legs", [[STAND, STAND], [STAND, *reps(6, 3.5)]])
def test_standing_or_sway_give_no_frame(legs: list[Leg]) -> None:
    assert Stream().see(moved(*legs)) == []


def test_after_standing_one_rep_gives_a_guess_of_which_nothing_is_said_yet() -> None:
    stream = Stream()
    ((_, change),) = stream.see(moved(STAND, *rep(25.0), STAND))
    assert change.state == "guessed"
    assert angle_deg(frame_now(stream).forward, TRUE.forward) < 1.0
    found = stream.calibrator.accepted(200, 430, stream.history)
    assert found is not None
    assert found.state == "found"
    refined = stream.calibrator.accepted(200, 430, stream.history)
    assert refined is None or refined.state == "refined"


@pytest.mark.parametrize("reason", [Reason.OUT_OF_PLANE, Reason.STEP, Reason.TOO_SMALL])
def test_a_guess_from_what_was_no_rep_is_taken_back(reason: Reason) -> None:
    stream = Stream()
    stream.see(moved(STAND, *rep(25.0), (1.0, 0.0), true=OTHER))
    stream.calibrator.rejected(reason, LATE)
    changes = stream.see(moved((2.0, 0.0), *rep(25.0), (1.0, 0.0)))
    assert [change.state for _, change in changes] == ["withdrawn", "guessed"]
    assert angle_deg(frame_now(stream).forward, TRUE.forward) < 1.0


def test_a_movement_before_the_guessed_one_says_nothing_against_it() -> None:
    stream = Stream()
    stream.see(moved(STAND, *rep(25.0), (1.0, 0.0), true=OTHER))
    stream.calibrator.rejected(Reason.OUT_OF_PLANE, replace(GOOD, last_index=150))
    assert stream.see(moved((2.0, 0.0))) == []
    assert frame_now(stream).forward == pytest.approx(OTHER.forward, abs=0.02)


def peeked(*legs: Leg) -> FrameChange | None:
    """What a look between two strides says, where tall was told of before these legs."""
    stream = Stream()
    stream.see(moved(STAND))
    stream.calibrator.tall_is(stream.history.poses[-1, :3], stream.index - 50)
    signal = moved(*legs)
    stream.history.append(stream.index, signal)
    return stream.calibrator.peek(stream.history)


def test_between_two_strides_a_first_rep_that_is_nearly_over_gives_a_guess() -> None:
    found = peeked((1.0, 25.0), (0.8, 5.0))
    assert found is not None
    assert found.state == "guessed"


@pytest.mark.parametrize("legs", [[(1.0, 25.0), (0.6, 10.0)], [(1.0, 25.0)], [(1.0, 1.0)]])
def test_one_that_is_still_under_way_waits(legs: list[Leg]) -> None:
    assert peeked(*legs) is None


def test_nothing_is_peeked_at_where_the_axis_is_known_or_tall_is_not() -> None:
    stream = Stream()
    assert not stream.calibrator.awaits_first
    assert stream.calibrator.peek(stream.history) is None
    stream.see(moved(STAND))
    assert stream.calibrator.awaits_first
    stream = known()
    assert not stream.calibrator.awaits_first
    assert stream.calibrator.peek(stream.history) is None


def test_a_second_near_the_floor_is_not_taken_for_standing() -> None:
    stream = Stream()
    stream.see(moved((1.0, 0.0), *WALK, FLOOR, FLOOR, (0.5, 0.0), (2.0, 0.0), *rep(25.0), STAND))
    assert angle_deg(frame_now(stream).tall, TRUE.tall) < 3.0
    assert angle_deg(frame_now(stream).forward, TRUE.forward) < 3.0


def test_where_tall_was_told_a_quiet_pose_close_to_it_is_tall_from_then_on() -> None:
    stream = Stream()
    stream.see(moved(STAND))
    stream.calibrator.tall_is(stream.history.poses[-1, :3], stream.index - 50)
    stream.see(moved((0.5, 4.0), (2.0, 4.0), *rep(25.0, 0.9, 0.2, 4.0), (1.0, 4.0)))
    assert angle_deg(frame_now(stream).tall, leaned(4.0)) < 1.0


def test_slow_reps_show_in_the_long_window() -> None:
    slow = [leg for _ in range(3) for leg in rep(25.0, 4.0, 0.5)]
    changes = Stream().see(moved((0.4, 0.0), *slow))
    assert changes[0][1].state in {"found", "guessed"}
    assert changes[0][1].frame is not None
    assert angle_deg(changes[0][1].frame.lateral, TRUE.lateral) < 1.0


def test_before_it_is_confirmed_the_same_axis_is_no_news() -> None:
    stream = Stream()
    assert len(stream.see(moved(STAND, *reps(6), (1.0, 0.0)))) == 1


def test_before_it_is_confirmed_another_axis_replaces_it() -> None:
    stream = Stream()
    stream.see(moved(STAND, *reps(2), (1.0, 0.0), true=OTHER))
    changes = stream.see(moved(STAND, *reps(8), (1.0, 0.0)))
    assert changes
    assert angle_deg(frame_now(stream).lateral, TRUE.lateral) < 2.0
    assert stream.calibrator.state.accepted == []


SWAY: list[Leg] = [leg for _ in range(16) for leg in ((0.5, 4.0), (0.5, -4.0))]


def swayed(at_deg: float, *legs: Leg) -> Floats:
    """Sway across the hinge plane, at this tilt."""
    return moved(*legs, true=frame_from(np.array(leaned(at_deg)), np.array(TRUE.lateral), 0.5, 0))


def test_sway_while_the_bottom_is_held_does_not_gainsay_the_rep_before() -> None:
    stream = Stream()
    stream.see(moved((0.4, 0.0), *reps(3), (1.0, 0.0)))
    stream.calibrator.accepted(200, 430, stream.history)
    stream.see(moved((1.0, 30.0)))
    before = frame_now(stream)
    assert stream.see(swayed(30.0, *SWAY)) == []
    assert frame_now(stream) == before


def test_sway_far_from_the_tall_that_was_told_gives_no_axis() -> None:
    stream = Stream()
    stream.see(moved(STAND))
    stream.calibrator.tall_is(stream.history.poses[-1, :3], stream.index - 50)
    stream.see(moved((1.0, 30.0)))
    assert stream.see(swayed(30.0, *SWAY)) == []


@pytest.mark.parametrize(("depth", "changes"), [(-20.0, ["withdrawn", "guessed"]), (20.0, [])])
def test_told_to_work_a_leg_that_seems_to_hinge_backwards_is_looked_at_anew(
    depth: float, changes: list[str]
) -> None:
    """A leg that had only gone along may have shown its axis the wrong way round."""
    stream = known()
    stream.see(moved(STAND))
    stream.calibrator.told(stream.index)
    stream.calibrator.tall_is(stream.history.poses[-1, :3], stream.index - 50)
    backwards = moved(STAND, *rep(depth), STAND)
    assert [change.state for _, change in stream.see(backwards)] == changes
    frame = frame_now(stream)
    ahead = float(np.array(frame.forward) @ np.array(TRUE.forward))
    assert np.sign(ahead) == np.sign(depth)


def test_nobody_told_a_thigh_behind_tall_is_no_news() -> None:
    stream = known()
    assert stream.see(moved(STAND, *rep(-20.0), STAND)) == []


def test_a_confirmed_axis_is_not_looked_for_again() -> None:
    stream = known()
    before = frame_now(stream)
    assert stream.see(moved(STAND, *reps(6), true=OTHER)) == []
    assert frame_now(stream) == before


def test_two_movements_out_of_plane_make_it_suspect_and_a_new_axis_a_new_epoch() -> None:
    stream = known()
    stream.see(moved(STAND, *reps(8), (1.0, 0.0), true=OTHER))
    assert angle_deg(frame_now(stream).lateral, TRUE.lateral) < 1.0  # one doubt is none
    stream.calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    stream.calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    ((_, change),) = stream.see(moved(*reps(1), true=OTHER))[:1]
    assert change.frame is not None
    assert (change.state, change.frame.epoch) == ("found", 1)
    assert angle_deg(change.frame.lateral, OTHER.lateral) < 3.0
    assert not stream.calibrator.state.confirmed
    assert (stream.calibrator.state.epoch, stream.calibrator.state.suspicion) == (1, 0)


def test_a_suspect_axis_that_keeps_missing_the_movement_is_withdrawn() -> None:
    stream = known()
    stream.calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    changes = stream.see(moved(*reps(3), true=OTHER))
    assert changes[0][1].state == "withdrawn"
    assert angle_deg(frame_now(stream).lateral, OTHER.lateral) < 3.0


def test_suspicion_ends_with_an_accepted_rep_and_grows_by_nothing_else() -> None:
    stream = known()
    for reason in (Reason.OUT_OF_PLANE, Reason.WALKING, Reason.STEP, Reason.TOO_SMALL):
        stream.calibrator.rejected(reason, LATE)
    assert stream.calibrator.state.suspicion == 1
    stream.calibrator.accepted(200, 430, stream.history)
    assert stream.calibrator.state.suspicion == 0


def test_a_suspect_axis_that_proves_right_stays() -> None:
    stream = known()
    before = frame_now(stream)
    stream.calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    stream.calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    assert stream.see(moved(STAND, *reps(4))) == []
    assert frame_now(stream) == before
    assert stream.calibrator.state.suspicion == 0


def from_below(depth: float) -> HingeFrame:
    """TRUE as someone would see it who took the bottom of a hinge so deep for tall."""
    bottom = np.radians(depth)
    tall, forward = np.array(TRUE.tall), np.array(TRUE.forward)
    return frame_from(
        np.cos(bottom) * tall + np.sin(bottom) * forward,
        np.sin(bottom) * tall - np.cos(bottom) * forward,
        1.0,
        0,
    )


@pytest.mark.parametrize(
    ("depth", "quiet"),
    [(15.0, True), (40.0, True), (15.0, False), (40.0, False)],
)
def test_the_opposite_direction_is_believed_only_from_a_quiet_start(
    depth: float, quiet: bool
) -> None:
    stream = Stream(LiveCalibrator(RATE_HZ, CalibrationState(frame=from_below(depth))))
    begin: list[Leg] = [(3.0, 0.0)] if quiet else []
    changes = stream.see(moved(*begin, *[(0.8, depth), (0.8, 0.0)] * 4))
    assert bool(changes) is quiet
    if quiet:
        assert angle_deg(frame_now(stream).forward, TRUE.forward) < 5.0


# -- told, accepted, forgotten ---------------------------------------------------------------------


def test_from_a_known_tall_the_first_rep_is_enough() -> None:
    stream = Stream()
    stream.see(moved(STAND))
    assert stream.calibrator.tall_is(stream.history.poses[-1, :3], stream.index - 50) is None
    ((_, change),) = stream.see(moved(*rep(25.0), (1.0, 0.0)))
    assert change.frame is not None
    assert (change.state, change.replay_from) == ("guessed", 150)
    assert change.frame.tall == pytest.approx(TRUE.tall, abs=1e-6)
    assert angle_deg(change.frame.forward, TRUE.forward) < 1.0


def test_what_happened_before_tall_was_told_is_not_taken_for_the_first_rep() -> None:
    stream = Stream()
    stream.see(moved(STAND, *rep(25.0), (1.0, 0.0), true=OTHER))
    stream.calibrator.tall_is(np.array(TRUE.tall), stream.index)
    stream.see(moved((1.0, 0.0), *rep(25.0), (1.0, 0.0)))
    assert angle_deg(frame_now(stream).forward, TRUE.forward) < 1.0


@pytest.mark.parametrize(("off_deg", "refined"), [(10.0, True), (30.0, False)])
def test_accepted_reps_turn_the_axis_a_little_but_not_to_another(
    off_deg: float, refined: bool
) -> None:
    stream = Stream(LiveCalibrator(RATE_HZ, CalibrationState(frame=leaning(off_deg))))
    stream.history.append(0, moved(STAND, *reps(3)))
    change = stream.calibrator.accepted(200, 430, stream.history)
    assert (change is not None) is refined
    if change is not None:
        assert change.frame is not None
        assert (change.state, change.replay_from) == ("refined", None)
        assert angle_deg(change.frame.forward, TRUE.forward) < 0.5
    assert stream.calibrator.state.decided_index == 430


def test_three_accepted_reps_confirm_and_only_the_last_three_are_followed() -> None:
    stream = Stream(LiveCalibrator(RATE_HZ, CalibrationState(frame=TRUE)))
    stream.history.append(0, moved(STAND, *reps(4)))
    for n, first in enumerate((200, 430, 660, 890), start=1):
        stream.calibrator.accepted(first, first + 229, stream.history)
        assert stream.calibrator.state.confirmed is (n >= 3)
    assert stream.calibrator.state.accepted == [(430, 659), (660, 889), (890, 1119)]


def test_forgetting_begins_a_new_epoch_with_nothing_known() -> None:
    stream = known()
    stream.calibrator.tall_is(np.array(TRUE.tall), 3)
    decided = stream.calibrator.state.decided_index
    stream.calibrator.forget()
    state = stream.calibrator.state
    assert state == CalibrationState(epoch=1, decided_index=decided)
    assert decided > 0
    stream.history.forget()
    ((_, change),) = stream.see(moved(STAND, *reps(3), (1.0, 0.0), true=OTHER))[:1]
    assert change.frame is not None
    assert change.frame.epoch == 1
    assert angle_deg(change.frame.lateral, OTHER.lateral) < 1.0


def turned(by_deg: float) -> HingeFrame:
    """TRUE as it is after the sensor was turned about the forward axis: tall leans aside."""
    angle = np.radians(by_deg)
    tall = np.cos(angle) * np.array(TRUE.tall) + np.sin(angle) * np.array(TRUE.lateral)
    return frame_from(tall, np.array(TRUE.forward), 1.0, 0)


@pytest.mark.parametrize(
    ("by_deg", "handled", "lost"),
    [(40.0, True, True), (40.0, False, True), (15.0, True, False), (-60.0, True, True)],
)
def test_a_sensor_that_rests_where_no_thigh_can_be_was_strapped_on_anew(
    by_deg: float, handled: bool, lost: bool
) -> None:
    stream = known()
    if handled:
        stream.calibrator.rejected(Reason.HANDLING, LATE)
    still_s = 2.0 if handled else 5.0
    changes = stream.see(moved((still_s, 0.0), true=turned(by_deg)))
    assert ([c.state for _, c in changes] == ["lost"]) is lost
    assert (stream.calibrator.state.epoch == 1) is lost


def test_a_hand_at_the_sensor_makes_it_quicker() -> None:
    stream = known()
    assert stream.see(moved((2.0, 0.0), true=turned(40.0))) == []


@pytest.mark.parametrize(("by_deg", "lost"), [(60.0, True), (15.0, False)])
def test_a_sensor_that_was_turned_in_a_hand_rests_where_it_was_put_on_anew(
    by_deg: float, lost: bool
) -> None:
    """In the plane of the hinge it looks like a bent thigh, but nobody sits while strapping."""
    stream = known()
    stream.calibrator.rejected(Reason.HANDLING, replace(LATE, transverse_deg=70.0))
    changes = stream.see(moved((2.0, by_deg), start=by_deg))
    assert ([c.state for _, c in changes] == ["lost"]) is lost


def test_very_long_away_from_tall_makes_the_axis_suspect() -> None:
    calibrator = known().calibrator
    calibrator.away(20.0)
    assert calibrator.state.suspicion == 0
    calibrator.away(20.1)
    assert calibrator.state.suspicion == 2


def test_nobody_told_and_not_borne_out_a_swing_behind_tall_ends_a_guess_and_its_tall() -> None:
    stream = Stream()
    stream.see(moved(STAND, *rep(25.0), (1.0, 0.0)))
    stream.calibrator.accepted(200, 430, stream.history)
    ((_, change),) = stream.see(moved(*rep(-20.0), (0.5, 0.0)))[:1]
    assert change.state == "withdrawn"
    assert change.replay_from is not None
    assert stream.calibrator.state.tall_hint is None


@pytest.mark.parametrize("level", [45.0, 90.0])
def test_neither_a_long_hold_nor_a_chair_is_another_strapping(level: float) -> None:
    stream = known()
    stream.calibrator.rejected(Reason.HANDLING, LATE)
    assert stream.see(moved((1.5, level), (9.0, level))) == []


@pytest.mark.parametrize("at", [1, 9, 13])
def test_a_restored_calibrator_finds_the_same(at: int) -> None:
    signal = moved(STAND, *reps(3), (1.0, 0.0))
    straight, saved = Stream(), Stream()
    expected = straight.see(signal)
    changes = saved.see(signal[: at * STRIDE])
    state = loads(dumps(saved.calibrator.state), CalibrationState)
    saved.calibrator = LiveCalibrator(RATE_HZ, state)
    changes += saved.see(signal[at * STRIDE :])
    assert changes == expected
    assert dumps(saved.calibrator.state) == dumps(straight.calibrator.state)


def test_home_told_by_standing_first_settles_which_end_is_tall() -> None:
    """Moved about, stood, then caught on the way: the swing begins at the bottom."""
    stream = Stream()
    stream.see(moved(STAND, (2.0, 25.0)))
    stream.see(moved(*[(0.8, 0.0), (0.8, 25.0)] * 3, start=25.0))
    assert angle_deg(frame_now(stream).tall, TRUE.tall) < 3.0


# -- frames known beforehand -----------------------------------------------------------------------


def fixed() -> FixedFrames:
    return FixedFrames([(0, TRUE), (300, OTHER), (420, replace(TRUE, epoch=2))])


def test_fixed_frames_switch_exactly_at_their_index() -> None:
    calibrator, history = fixed(), History(RATE_HZ)
    switched: list[tuple[int, int | None]] = []
    for index in range(500):
        history.append(index, np.ones((1, 9)))
        change = calibrator.look(history, history.poses[-1:])
        if change is not None:
            switched.append((index, change.replay_from))
            assert change.frame == calibrator.state.frame
    assert switched == [(299, 300), (419, 420)]
    assert calibrator.switch_at is None
    assert calibrator.state.frame == replace(TRUE, epoch=2)


def test_fixed_frames_switch_in_a_hole_too() -> None:
    calibrator, history = fixed(), History(RATE_HZ)
    history.append(0, np.ones((100, 9)))
    assert calibrator.look(history, history.poses, 299) is None
    change = calibrator.look(history, history.poses, 300)
    assert change is not None
    assert (change.frame, change.replay_from) == (OTHER, 300)


def test_fixed_frames_name_the_next_switch() -> None:
    calibrator = fixed()
    assert (calibrator.state.frame, calibrator.switch_at) == (TRUE, 300)
    empty = FixedFrames([])
    assert (empty.state.frame, empty.switch_at) == (None, None)
    assert empty.look(History(RATE_HZ), np.zeros((0, 9))) is None


def test_nothing_moves_a_fixed_frame() -> None:
    calibrator, history = fixed(), History(RATE_HZ)
    history.append(0, moved(STAND, *reps(3), true=OTHER)[:250])
    calibrator.accepted(0, 200, history)
    calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    calibrator.rejected(Reason.OUT_OF_PLANE, LATE)
    calibrator.tall_is(np.array(OTHER.tall), 3)
    calibrator.away(100.0)
    calibrator.forget()
    assert not calibrator.awaits_first
    calibrator.peek(history)
    assert calibrator.look(history, history.poses) is None
    assert calibrator.state.frame == TRUE


def test_ticks_are_every_fourth_index_wherever_a_piece_begins() -> None:
    index, signal = np.arange(5, 30), np.arange(5, 30)[:, None] * np.ones(9)
    ticks, at = at_ticks(index, signal, RATE_HZ)
    assert ticks.tolist() == [8, 12, 16, 20, 24, 28]
    assert at[:, 0].tolist() == ticks.tolist()
