"""Nobody is armed in the middle of what they do."""

from __future__ import annotations

from imu.counter.cycles import Phase
from imu.counter.glimpse import Glimpse
from imu.events import DotEvent, RejectedEvent
from imu.live import Tick
from imu.samples import CommandKind
from tests.coach.lives import Life


def arms(life: Life) -> list[str | None]:
    return [wish.side for wish in life.wishes if wish.kind is CommandKind.ARM]


def moment(life: Life, phase: Phase) -> None:
    life.now_s += 0.1
    look = Glimpse(life.now_s, phase, 5.0, 0.0, None)
    life.hear(Tick(life.now_s, {"left": look}))


def a_dot(life: Life, side: str) -> None:
    life.hear(
        DotEvent(time_s=life.now_s, side=side, rep_id=7, start_s=8.0, bottom_s=9.0, depth_deg=20.0)
    )


def test_a_thigh_that_is_on_its_way_is_armed_when_it_is_back() -> None:
    life = Life()
    life.wait(10.0)
    for _ in range(10):
        moment(life, Phase.ECCENTRIC)
    assert arms(life) == []
    moment(life, Phase.TOP)
    assert arms(life) == ["left"]


def test_reps_that_wait_to_count_are_not_thrown_away_by_arming() -> None:
    life = Life()
    life.wait(10.0)
    life.hear(
        DotEvent(
            time_s=life.now_s, side="left", rep_id=7, start_s=8.0, bottom_s=9.0, depth_deg=20.0
        )
    )
    life.wait(3.0)
    assert arms(life) == []
    life.hear(
        RejectedEvent(
            time_s=life.now_s, side="left", rep_id=7, start_s=8.0, end_s=10.0,
            reason="isolated", depth_deg=20.0,
        )
    )  # fmt: skip
    life.wait(0.2)
    assert arms(life) == ["left"]


def test_a_set_that_began_meanwhile_needs_no_arming() -> None:
    life = Life()
    life.wait(10.0)
    life.hear(
        DotEvent(
            time_s=life.now_s, side="left", rep_id=7, start_s=8.0, bottom_s=9.0, depth_deg=20.0
        )
    )
    life.wait(1.0)
    life.train("left", 4)
    assert arms(life) == []


def test_the_other_leg_may_do_what_it_likes() -> None:
    life = Life()
    life.wait(10.0)
    life.hear(
        DotEvent(
            time_s=life.now_s, side="right", rep_id=7, start_s=8.0, bottom_s=9.0, depth_deg=20.0
        )
    )
    life.wait(0.5)
    assert arms(life) == ["left"]
