"""Strapping on: who stands still is heard, who hinges is counted, who goes on has answered."""

from __future__ import annotations

import numpy as np

from imu.coach.strapon import ACCEPT_S, NUDGE_S, STILL_S, Step, StrapOn, is_still
from imu.events import RejectedEvent, RepEvent
from imu.live import Stretch, Tick
from imu.samples import CommandKind

RATE_HZ = 100


def stretch(
    turning_deg_s: float = 0.0, shaking_m_s2: float = 0.0, bias_deg_s: float = 3.0
) -> Stretch:
    """Half a second of a thigh that turns to and fro with that RMS, on a sensor with a bias."""
    time_s = np.arange(RATE_HZ // 2) / RATE_HZ
    wave = np.sqrt(2.0) * np.sin(2 * np.pi * 4.0 * time_s)[:, None] * np.array([1.0, 0.0, 0.0])
    none = np.zeros((0, 9))
    return Stretch(
        time_s[:0], none, time_s[:0], time_s,
        np.array([0.0, 0.0, 9.81]) + shaking_m_s2 * wave,
        np.radians(bias_deg_s + turning_deg_s * wave),
    )  # fmt: skip


class Person:
    """Straps on; `turning_deg_s` is what the thigh does."""

    def __init__(self, leg: str = "left", sides: tuple[str, ...] = ("left", "right")) -> None:
        self.strap, self.turning_deg_s, self.now_s = StrapOn(leg, sides), 1.0, 0.0
        self.kinds: list[tuple[CommandKind, str | None]] = []
        self.asked: list[str] = []
        self.strap.look = self.look

    def look(self, side: str, seconds: float) -> Stretch:
        assert seconds > 0
        self.asked.append(side)
        return stretch(self.turning_deg_s)

    def live(self, seconds: float) -> None:
        for _ in range(round(30 * seconds)):
            self.now_s += 1 / 30
            orders = self.strap.hear(Tick(self.now_s, {}))
            self.kinds += [(wish.kind, wish.side) for wish in orders.wishes]

    def hinge(self, count: int, side: str = "left") -> None:
        self.live(2.0)
        self.strap.hear(
            RepEvent(
                time_s=self.now_s, side=side, rep_id=count, set_id=1, count=count,
                start_s=0.0, bottom_s=1.0, depth_deg=20.0,
            )
        )  # fmt: skip

    @property
    def step(self) -> Step:
        return self.strap.shot.step


def test_the_whole_of_it_needs_one_key() -> None:
    person = Person()
    person.live(20.0)
    assert person.step is Step.WHERE
    person.strap.next()
    person.live(STILL_S + 1.0)
    assert person.kinds == [(CommandKind.ARM, "left")]
    assert person.step is Step.HINGES
    for count in (1, 2, 3):
        assert person.strap.shot.count == count - 1
        person.hinge(count)
    assert person.step is Step.FITS
    person.live(ACCEPT_S + 1.0)
    assert person.step is Step.OVER


def test_who_moves_is_told_so_and_begins_again() -> None:
    person = Person()
    person.strap.next()
    person.live(2.0)
    assert 1.0 < person.strap.shot.stood_s < STILL_S
    person.turning_deg_s = 40.0
    person.live(1.0)
    shot = person.strap.shot
    assert (shot.step, shot.stood_s, shot.has_moved) == (Step.STAND, 0.0, True)
    person.turning_deg_s = 1.0
    person.live(2.0)
    assert person.kinds == []
    person.live(2.0)
    assert person.step is Step.HINGES


def test_who_goes_on_hinging_has_said_yes() -> None:
    person = Person()
    person.strap.next()
    person.live(4.0)
    for count in range(1, 6):
        person.hinge(count)
    assert person.step is Step.OVER


def test_who_hinges_at_once_has_shown_it_too() -> None:
    person = Person()
    person.strap.next()
    person.turning_deg_s = 40.0
    for count in (1, 2, 3):
        person.hinge(count)
    assert person.step is Step.FITS
    assert person.kinds == [], "a set under way must not be armed"


def test_no_means_learning_anew() -> None:
    person = Person()
    person.strap.next()
    person.live(4.0)
    for count in (1, 2, 3):
        person.hinge(count)
    (wish,) = person.strap.no().wishes
    assert (wish.kind, wish.side) == (CommandKind.SENSOR_MOVED, "left")
    assert (person.step, person.strap.shot.count) == (Step.STAND, 0)


def test_what_was_not_counted_is_said_and_silence_is_helped() -> None:
    person = Person()
    person.strap.next()
    person.live(4.0)
    person.strap.hear(
        RejectedEvent(
            time_s=person.now_s, side="left", rep_id=1, start_s=0.0, end_s=1.0,
            reason="too-fast", depth_deg=20.0,
        )
    )  # fmt: skip
    assert person.strap.shot.reason == "too-fast"
    person.live(NUDGE_S + 1.0)
    assert person.strap.shot.is_late


def test_the_other_leg_shows_nothing() -> None:
    person = Person()
    person.strap.next()
    person.live(4.0)
    person.hinge(1, side="right")
    assert person.strap.shot.count == 0


def test_on_both_feet_either_thigh_will_do() -> None:
    person = Person("both", ("unknown",))
    person.strap.next()
    person.live(4.0)
    assert person.kinds == [(CommandKind.ARM, None)]
    assert set(person.asked) == {"unknown"}
    person.hinge(1, side="unknown")
    assert person.strap.shot.count == 1


def test_every_step_can_be_left_out() -> None:
    person = Person()
    steps = [person.step]
    for _ in range(4):
        person.strap.next()
        steps.append(person.step)
    assert steps == [Step.WHERE, Step.STAND, Step.HINGES, Step.OVER, Step.OVER]
    other = Person()
    other.strap.skip()
    assert other.step is Step.OVER


def test_still_means_still_on_any_sensor() -> None:
    assert is_still(stretch(4.0, 0.3, bias_deg_s=8.0))
    assert not is_still(stretch(20.0))
    assert not is_still(stretch(1.0, 2.0))
