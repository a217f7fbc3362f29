"""How the sensor sits, from rep to rep."""

from __future__ import annotations

import math

import numpy as np
import pytest

from imu.counter.saved import dumps, loads
from imu.counter.strap import Start, StrapState, StrapWatch, shake_of
from imu.counter.tilt import HingeFrame, frame_from
from imu.samples import Floats
from tests.counter.builders import RATE_HZ

PERIOD = 4 * RATE_HZ


def sits(out_deg: float = 0.0, along_deg: float = 0.0) -> HingeFrame:
    """A hinge about z, forward along x, turned out of the plane and in it."""
    out, ahead = math.radians(out_deg), math.radians(along_deg)
    tall = np.array([math.sin(ahead) * math.cos(out), math.cos(ahead) * math.cos(out), 0.0])
    tall[2] = math.sin(out)
    return frame_from(tall, np.array([1.0, -0.01, 0.0]), 1.0, 0)


class Wearer:
    """Makes reps and stands about, one after the other."""

    def __init__(self, state: StrapState | None = None, *, alone: bool = True) -> None:
        self.watch = StrapWatch(RATE_HZ, state)
        self.at, self.alone = 0, alone
        self.said: list[str] = []

    def reps(self, n: int, frame: HingeFrame, depth_deg: float = 25.0, shake: float = 0.0) -> None:
        for _ in range(n):
            last = self.at + PERIOD - 150
            self.watch.rep(Start(self.at, last, frame, depth_deg, shake))
            self.stand(PERIOD / RATE_HZ, frame)

    def stand(self, seconds: float, frame: HingeFrame) -> None:
        for _ in range(round(2 * seconds)):
            self.at += RATE_HZ // 2
            pose: Floats = np.array([frame.tall])
            found = self.watch.look(np.array([self.at]), pose, self.alone)
            self.said += [one.code for one in found]

    def hand(self) -> None:
        """Take the sensor off: it lies on its side for a moment."""
        self.stand(2.0, sits(80.0))


def test_reps_from_the_same_pose_say_nothing() -> None:
    wearer = Wearer()
    for turn in (-3.0, 0.0, 4.0, -2.0):
        wearer.reps(4, sits(turn, 2 * turn))
        wearer.stand(20.0, sits(turn))
    assert wearer.said == []


@pytest.mark.parametrize("slipped", [sits(20.0), sits(-20.0), sits(0.0, 22.0)])
def test_a_slip_in_a_set_is_named_once(slipped: HingeFrame) -> None:
    wearer = Wearer()
    wearer.reps(5, sits())
    wearer.reps(5, slipped)
    assert wearer.said == ["sensor-slipped"]


def test_a_single_odd_rep_is_no_slip() -> None:
    wearer = Wearer()
    for _ in range(4):
        wearer.reps(4, sits())
        wearer.reps(1, sits(25.0))
    assert wearer.said == []


@pytest.mark.parametrize("depth_deg", [25.0, 45.0])
def test_lazy_returns_are_no_slip(depth_deg: float) -> None:
    wearer = Wearer()
    wearer.reps(4, sits(), depth_deg)
    wearer.reps(6, sits(0.0, 0.3 * depth_deg), depth_deg)
    assert wearer.said == []


def test_another_stance_in_the_next_set_is_no_slip() -> None:
    wearer = Wearer()
    wearer.reps(5, sits())
    wearer.stand(20.0, sits(0.0, 10.0))
    wearer.reps(5, sits(5.0, 22.0))
    assert wearer.said == []


def test_before_three_reps_alike_nobody_knows() -> None:
    wearer = Wearer()
    wearer.reps(2, sits())
    wearer.reps(5, sits(30.0))
    assert wearer.said == []


def test_the_other_end_of_the_arc_is_no_slip() -> None:
    wearer, tall = Wearer(), sits(0.0, 40.0)
    wearer.reps(5, sits())
    backwards = frame_from(np.array(tall.tall), np.array([-1.0, 0.0, 0.0]), 1.0, 0)
    wearer.reps(5, backwards)
    assert wearer.said == []


@pytest.mark.parametrize(
    ("anew", "code"), [(sits(40.0), "sensor-turned"), (sits(0.0, 170.0), "sensor-upside-down")]
)
def test_put_on_anew_it_is_named_and_the_other_leg_suggested(anew: HingeFrame, code: str) -> None:
    wearer = Wearer()
    wearer.reps(5, sits())
    wearer.hand()
    wearer.reps(1, anew)
    assert wearer.said == []
    wearer.reps(3, anew)
    assert wearer.said == [code, "leg-change"]


def test_with_two_sensors_no_other_leg_is_suggested() -> None:
    wearer = Wearer(alone=False)
    wearer.reps(5, sits())
    wearer.hand()
    wearer.reps(3, sits(40.0))
    assert wearer.said == ["sensor-turned"]


def test_put_back_as_it_was_nothing_is_said() -> None:
    wearer = Wearer()
    wearer.reps(5, sits())
    wearer.hand()
    wearer.reps(5, sits(4.0, 6.0))
    assert wearer.said == []


def test_whoever_says_that_they_stand_tall_is_believed_at_once() -> None:
    wearer, anew = Wearer(), sits(40.0)
    wearer.reps(5, sits())
    wearer.hand()
    wearer.watch.stands(wearer.at, np.array(anew.tall))
    wearer.stand(1.0, anew)
    assert wearer.said == ["sensor-turned", "leg-change"]


def test_a_word_without_a_hand_at_the_sensor_says_nothing() -> None:
    wearer, bent = Wearer(), sits(0.0, 60.0)
    wearer.reps(5, sits())
    wearer.watch.stands(wearer.at, np.array(bent.tall))
    wearer.stand(1.0, bent)
    assert wearer.said == []


def test_after_the_person_said_so_nothing_is_said() -> None:
    wearer = Wearer()
    wearer.reps(5, sits())
    wearer.hand()
    wearer.watch.forget()
    wearer.reps(5, sits(40.0))
    assert wearer.said == []


@pytest.mark.parametrize(("worn", "codes"), [(sits(5.0), []), (sits(30.0), ["sensor-turned"])])
def test_the_pose_of_another_day_is_compared(worn: HingeFrame, codes: list[str]) -> None:
    wearer = Wearer(StrapState(worn=worn.tall))
    wearer.reps(5, sits())
    assert wearer.said == codes


def test_trembling_rep_after_rep_is_a_loose_strap() -> None:
    wearer = Wearer()
    wearer.reps(3, sits(), shake=0.5)
    wearer.reps(1, sits(), shake=0.1)
    wearer.reps(3, sits(), shake=0.5)
    assert wearer.said == []
    wearer.reps(1, sits(), shake=0.5)
    assert wearer.said == ["strap-loose"]


def test_a_rep_that_ends_with_the_stream_is_judged_at_the_end() -> None:
    wearer = Wearer()
    wearer.reps(4, sits(), shake=0.5)
    watch = wearer.watch
    watch.rep(Start(wearer.at, wearer.at + 100, sits(), 25.0, 0.5))
    assert [one.code for one in watch.finish(alone=True)] == ["strap-loose"]
    assert watch.state.queue == []


def test_a_restored_watch_goes_on() -> None:
    first = Wearer()
    first.reps(5, sits())
    first.hand()
    first.reps(1, sits(40.0))
    again = Wearer(loads(dumps(first.watch.state), StrapState))
    again.at = first.at
    again.reps(1, sits(40.0))
    assert again.said == ["sensor-turned", "leg-change"]


def test_shake_is_the_share_of_quick_turning() -> None:
    t = np.arange(400) / RATE_HZ
    slow = np.stack([np.sin(t), 0 * t, 0 * t], axis=1)
    quick = np.stack([0 * t, np.sin(2 * np.pi * 12.0 * t), 0 * t], axis=1)
    assert shake_of(slow) < 0.01
    assert shake_of(quick) > 0.7
    assert 0.3 < shake_of(slow + quick) < 0.8
    assert shake_of(slow[:20]) == 0.0
    assert shake_of(np.zeros((100, 3))) == 0.0
