"""Facts of both sides and commands in one order, up to the time that every sensor has reached."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.items import Busy, Calibrated, Fact, Finding, Hole, Item, Settled
from imu.counter.referee import Referee, RefereeState
from imu.counter.saved import dumps, loads
from imu.events import AnyEvent, RepEvent, SetEvent, UndoEvent
from imu.samples import SIDES, Command, CommandKind, Gap, Health, Side
from imu.settings import Settings
from tests.counter.builders import at, counts, judged

BOTH: tuple[Side, Side] = ("left", "right")


def referee(*sides: Side) -> Referee:
    return Referee(Settings(), sides or BOTH, RefereeState())


def say(kind: CommandKind, time_s: float, side: Side | None = None, value: str = "") -> Command:
    return Command(time_s, kind, side, value)


def hinge(start_s: float, side: Side = "right") -> Item:
    candidate = replace(at(start_s), side=side)
    return Item(candidate.end_s, judged(candidate))


def hear(who: Referee, side: Side, until_s: float, *starts_s: float) -> list[AnyEvent]:
    """The events once `side` has got so far with hinges that start then."""
    who.legs.add(side, [hinge(start_s, side) for start_s in starts_s], [], until_s)
    return who.decide(min(who.legs.watermark_s, until_s))


def alone(*commands: Command, starts_s: tuple[float, ...], until_s: float) -> list[AnyEvent]:
    """Everything said about one sensor, commands given beforehand."""
    one = referee("right")
    for command in commands:
        one.take_command(command)
    return hear(one, "right", until_s, *starts_s)


def reps(events: list[AnyEvent]) -> list[tuple[str, float, int]]:
    return [(e.side, e.start_s, e.count) for e in events if isinstance(e, RepEvent)]


def ended(events: list[AnyEvent]) -> list[tuple[str, float, int, str]]:
    return [
        (e.side, e.time_s, e.count, e.stopped)
        for e in events
        if isinstance(e, SetEvent) and e.state == "end"
    ]


# -- order -----------------------------------------------------------------------------------------


def test_nothing_is_decided_before_every_sensor_has_got_there() -> None:
    both = referee()
    assert hear(both, "right", 11.0, 2.0, 5.0, 8.0) == []
    assert hear(both, "left", 8.0) != []
    assert counts(hear(both, "left", 10.5)) == [1, 2, 3]


def test_a_sensor_that_is_off_is_not_waited_for() -> None:
    both = referee()
    both.legs.switch("left", False, 0.0)
    assert counts(hear(both, "right", 11.0, 2.0, 5.0, 8.0)) == [1, 2, 3]
    both.legs.switch("left", True, 11.0)
    assert hear(both, "right", 14.0, 11.0) == []
    assert counts(hear(both, "left", 14.0)) == [4]


def test_each_leg_has_its_own_set() -> None:
    both = referee()
    hear(both, "left", 11.0, 2.0, 5.0, 8.0)
    events = hear(both, "right", 11.0, 2.0, 5.0, 8.0)
    assert reps(events) == [
        (side, start_s, n) for side in BOTH for n, start_s in enumerate((2.0, 5.0, 8.0), start=1)
    ]


HINGES = st.lists(st.sampled_from([2.0, 4.5, 7.0, 9.5, 12.0, 30.0, 32.5, 35.0]), unique=True)
COMMANDS = st.lists(
    st.builds(
        say,
        st.sampled_from(
            [
                CommandKind.ARM,
                CommandKind.DISARM,
                CommandKind.SET_START,
                CommandKind.SET_STOP,
                CommandKind.PAIN_STOP,
                CommandKind.UNDO,
            ]
        ),
        st.integers(0, 45).map(float),
        st.sampled_from([*BOTH, None]),
    ),
    max_size=4,
)


@examples(max_examples=60)
@given(HINGES, HINGES, COMMANDS, st.integers(1, 20), st.integers(1, 20))
def test_the_events_do_not_depend_on_the_pieces_nor_on_a_save_in_between(
    left: list[float], right: list[float], commands: list[Command], left_step: int, right_step: int
) -> None:
    starts: dict[Side, list[float]] = {"left": sorted(left), "right": sorted(right)}
    steps: dict[Side, int] = {"left": left_step, "right": right_step}
    whole, parts = referee(), referee()
    for command in commands:
        whole.take_command(command)
        parts.take_command(command)
    for side in BOTH:
        whole.legs.add(side, [hinge(s, side) for s in starts[side]], [], 60.0)
    expected = whole.decide(60.0)
    got: list[AnyEvent] = []
    for now in range(61):
        for side in BOTH:
            if now % steps[side] == 0 or now == 60:
                since = parts.legs.state.tracks[side].time_s
                new = [hinge(s, side) for s in starts[side] if since < at(s).end_s <= now]
                parts.legs.add(side, new, [], now)
                got += parts.decide(parts.legs.watermark_s)
        parts = Referee(Settings(), BOTH, loads(dumps(parts.state), RefereeState))
    assert [e for e in got if e.side == "left"] == [e for e in expected if e.side == "left"]
    assert [e for e in got if e.side == "right"] == [e for e in expected if e.side == "right"]
    assert [e.time_s for e in got] == [e.time_s for e in expected]


def test_a_set_that_ran_out_comes_before_what_happened_later() -> None:
    both = referee()
    hear(both, "left", 60.0, 2.0, 5.0, 8.0, 50.0)
    events = hear(both, "right", 60.0, 30.0, 33.0, 36.0)
    assert [e.time_s for e in events] == sorted(e.time_s for e in events)
    assert [(side, n) for side, _, n, _ in ended(events)] == [("left", 3), ("right", 3)]


def test_two_sets_that_run_out_together_come_in_the_order_of_time() -> None:
    both = referee()
    hear(both, "left", 60.0, 3.0, 6.0, 9.0)
    events = hear(both, "right", 60.0, 2.0, 5.0, 8.0)
    assert [(side, round(when, 3)) for side, when, _, _ in ended(events)] == [
        ("right", 18.4),
        ("left", 19.4),
    ]


# -- commands --------------------------------------------------------------------------------------


def test_a_command_holds_from_its_own_time_on_however_early_it_came() -> None:
    events = alone(say(CommandKind.ARM, 6.0), starts_s=(2.0, 5.0), until_s=8.0)
    assert reps(events) == [("right", 5.0, 1)]
    late = alone(say(CommandKind.ARM, 7.5), starts_s=(2.0, 5.0), until_s=8.0)
    assert reps(late) == []


def test_commands_are_obeyed_in_the_order_of_their_times() -> None:
    disarmed = (say(CommandKind.DISARM, 1.5), say(CommandKind.ARM, 1.0))
    rearmed = (say(CommandKind.DISARM, 1.0), say(CommandKind.ARM, 1.5))
    assert reps(alone(*disarmed, starts_s=(2.0,), until_s=5.0)) == []
    assert len(reps(alone(*rearmed, starts_s=(2.0,), until_s=5.0))) == 1


def test_a_late_command_is_obeyed_at_the_next_decision() -> None:
    one = referee("right")
    hear(one, "right", 20.0, 2.0, 5.0)
    one.take_command(say(CommandKind.ARM, 1.0))
    assert reps(hear(one, "right", 23.0, 20.0)) == [("right", 20.0, 1)]


def test_a_command_holds_only_after_its_own_time() -> None:
    end_s = at(2.0).end_s
    assert reps(alone(say(CommandKind.ARM, end_s), starts_s=(2.0,), until_s=5.0)) == []
    stopped = alone(say(CommandKind.SET_STOP, end_s), starts_s=(2.0,), until_s=5.0)
    assert ended(stopped) == [("right", end_s, 1, "person")]


@pytest.mark.parametrize("kind", [CommandKind.SET_STOP, CommandKind.PAIN_STOP])
def test_stopping_keeps_one_rep_and_says_why(kind: CommandKind) -> None:
    stopped = "pain" if kind is CommandKind.PAIN_STOP else "person"
    events = alone(say(kind, 5.0), starts_s=(2.0,), until_s=9.0)
    assert ended(events) == [("right", 5.0, 1, stopped)]


def test_a_stop_after_the_set_ran_out_finds_nothing_to_stop() -> None:
    events = alone(say(CommandKind.PAIN_STOP, 40.0), starts_s=(2.0, 5.0, 8.0), until_s=50.0)
    assert ended(events) == [("right", pytest.approx(18.4), 3, "")]


def test_starting_a_set_ends_the_one_before_and_arms() -> None:
    start = say(CommandKind.SET_START, 11.0)
    events = alone(start, starts_s=(2.0, 5.0, 8.0, 12.0), until_s=20.0)
    assert ended(events) == [("right", 11.0, 3, "")]
    assert reps(events)[-1] == ("right", 12.0, 1)
    longer = alone(start, starts_s=(12.0,), until_s=44.3)
    assert ended(longer) == []


def test_a_moved_sensor_ends_the_set() -> None:
    moved = say(CommandKind.SENSOR_MOVED, 11.0, "right")
    assert ended(alone(moved, starts_s=(2.0, 5.0, 8.0), until_s=12.0)) == [("right", 11.0, 3, "")]


@pytest.mark.parametrize("kind", [CommandKind.CALIBRATE, CommandKind.SENSOR_ON])
def test_commands_for_others_change_no_set(kind: CommandKind) -> None:
    plain = alone(starts_s=(2.0, 5.0, 8.0), until_s=30.0)
    assert alone(say(kind, 6.0), starts_s=(2.0, 5.0, 8.0), until_s=30.0) == plain


def test_a_command_for_one_side_leaves_the_other_alone() -> None:
    both = referee()
    both.take_command(say(CommandKind.ARM, 0.0, "left"))
    hear(both, "left", 5.0, 2.0)
    assert reps(hear(both, "right", 5.0, 2.0)) == [("left", 2.0, 1)]


def test_a_command_without_a_side_is_for_every_side() -> None:
    both = referee()
    both.take_command(say(CommandKind.ARM, 0.0))
    hear(both, "left", 5.0, 2.0)
    assert reps(hear(both, "right", 5.0, 2.0)) == [("left", 2.0, 1), ("right", 2.0, 1)]


@pytest.mark.parametrize(("first", "second"), [("left", "right"), ("right", "left")])
def test_undo_takes_back_the_last_rep_of_either_leg(first: Side, second: Side) -> None:
    both = referee()
    both.take_command(say(CommandKind.ARM, 0.0))
    both.take_command(say(CommandKind.UNDO, 9.0))
    hear(both, first, 10.0, 2.0)
    events = hear(both, second, 10.0, 5.0)
    assert [(e.side, e.count) for e in events if isinstance(e, UndoEvent)] == [(second, 0)]


# -- a sensor without a name -----------------------------------------------------------------------


def test_a_sensor_of_unknown_side_gets_its_name_and_a_set_under_way_is_over() -> None:
    one = referee("unknown")
    one.take_command(say(CommandKind.SIDE, 11.0, "unknown", "left"))
    events = hear(one, "unknown", 30.0, 2.0, 5.0, 8.0, 12.0, 15.0, 18.0)
    assert ended(events)[:1] == [("unknown", 11.0, 3, "")]
    assert [side for side, _, _ in reps(events)] == ["unknown"] * 3 + ["left"] * 3
    assert set(one.keepers) == {"unknown", "left"}


def test_a_name_is_saved() -> None:
    one = referee("unknown")
    one.take_command(say(CommandKind.SIDE, 1.0, "unknown", "left"))
    one.take_command(say(CommandKind.ARM, 6.0))
    hear(one, "unknown", 5.0)
    again = Referee(Settings(), ("unknown",), loads(dumps(one.state), RefereeState))
    assert reps(hear(again, "unknown", 10.0, 7.0)) == [("left", 7.0, 1)]


def test_naming_it_again_the_same_changes_nothing() -> None:
    again = say(CommandKind.SIDE, 6.0, "right", "right")
    plain = alone(starts_s=(2.0, 5.0, 8.0), until_s=30.0)
    assert alone(again, starts_s=(2.0, 5.0, 8.0), until_s=30.0) == plain


def test_a_sensor_moved_from_leg_to_leg_goes_on_with_that_legs_numbers() -> None:
    one = referee("unknown")
    for time_s, value in ((0.0, "left"), (30.0, "right"), (60.0, "left")):
        one.take_command(say(CommandKind.SIDE, time_s, "unknown", value))
    starts = [start + i * 3.0 for start in (2.0, 32.0, 62.0) for i in range(3)]
    events = hear(one, "unknown", 90.0, *starts)
    numbers = [(e.side, e.set_id) for e in events if isinstance(e, RepEvent)]
    assert numbers == [("left", 1)] * 3 + [("right", 1)] * 3 + [("left", 2)] * 3


# -- facts that nobody judges ----------------------------------------------------------------------

FACTS: list[tuple[Fact, dict[str, object]]] = [
    (Hole(Gap(1.0, 2.0, True)), {"event": "gap", "start_s": 1.0, "end_s": 2.0, "inferred": True}),
    (
        Finding(Health("accelerometer-offset", "Bad.")),
        {"event": "health", "code": "accelerometer-offset", "message": "Bad."},
    ),
    (
        Calibrated("found", 2, 0.5),
        {"event": "calibration", "state": "found", "epoch": 2, "confidence": 0.5},
    ),
]


@pytest.mark.parametrize(("fact", "expected"), FACTS)
def test_facts_are_passed_on_with_their_side_and_time(
    fact: Fact, expected: dict[str, object]
) -> None:
    one = referee("right")
    one.legs.add("right", [Item(2.0, fact)], [], 3.0)
    said = [msgspec.to_builtins(event) for event in one.decide(3.0)]
    assert said == [{**expected, "side": "right", "time_s": 2.0}]


def test_a_thigh_on_its_way_and_the_return_to_tall_reach_the_set() -> None:
    one = referee("right")
    starts = (2.0, 5.0, 8.0)
    items = [hinge(start) for start in starts]
    items += [Item(10.8, Settled(judged(at(8.0)).key, 1.5)), Item(15.0, Busy(True, 15.0))]
    one.legs.add("right", items, [], 50.0)
    assert ended(one.decide(50.0)) == []
    one.legs.add("right", [Item(51.0, Busy(False, 51.0))], [], 52.0)
    assert ended(one.decide(52.0)) == [("right", 51.0, 3, "")]
    (done,) = one.keepers["right"].state.done
    assert done.reps[2].metrics["return_deg"] == 1.5


def test_a_movement_seen_late_holds_the_set_open_if_it_began_in_time() -> None:
    """As where the past is gone through again with another axis."""
    one = referee("right")
    items = [hinge(start) for start in (2.0, 5.0, 8.0)] + [Item(16.5, Busy(True, 11.0))]
    one.legs.add("right", items, [], 50.0)
    assert ended(one.decide(50.0)) == []


def test_leaving_ends_the_sets_of_all_sides() -> None:
    both = referee()
    hear(both, "left", 12.0, 2.0, 5.0, 8.0)
    hear(both, "right", 12.0, 2.0, 5.0, 8.0)
    assert ended(both.leave(13.0)) == [("left", 13.0, 3, ""), ("right", 13.0, 3, "")]


def test_every_side_there_is_has_its_place_in_the_order() -> None:
    assert SIDES == ("left", "right", "unknown")
    assert referee().legs.state.tracks.keys() == {"left", "right"}
