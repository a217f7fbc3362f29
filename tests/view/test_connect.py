"""The connect screen without a screen: every state, and that nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.drivers.alignment import agreeing as agreeing_of
from imu.drivers.registry import find_drivers
from imu.live.connecting import PHYPHOX, SENSOR_LOGGER, SENSOR_LOGGERS, Connecting
from imu.live.findings import (
    CannotLook,
    Felt,
    Finding,
    Heard,
    Invited,
    LinkNews,
    Looking,
    Over,
    Passed,
    Phone,
)
from imu.remembered import Remembered, Sensor
from imu.sources.ble import Fault, Found, LinkError, Signal, Wanted
from imu.sources.news import LinkReport, LinkState
from imu.view.connect import ConnectModel
from imu.view.connectshot import Choice, Lack, Row, Search

if TYPE_CHECKING:
    from bleak.backends.device import BLEDevice


def sensor(number: int, rssi_dbm: int | None = -60) -> Found:
    device = cast("BLEDevice", None)
    return Found(
        f"AA:{number:02d}", f"WT{number}", "witmotion", "WitMotion", 3, "", rssi_dbm, device
    )


ONE, TWO, THREE = sensor(1), sensor(2), sensor(3)
REFUSED = replace(sensor(4), refusal="It has no gyroscope. Use another one.")
KEYS = [one.identifier for one in (ONE, TWO, THREE, REFUSED)]
PHONE = Phone("sensor-logger", "http://10.0.0.2:8765/token", "10.0.0.2", 8765, "token")


def news(key: str, state: LinkState = LinkState.STREAMING, advice: str = "") -> LinkNews:
    report = LinkReport(time_s=0.0, side="unknown", state=state, sentence="So it is", advice=advice)
    return LinkNews(1.0, key, report)


def streaming(key: str) -> list[Finding]:
    return [news(key), Felt(1.0, key, 0.5, 20.0)]


def model_of(*updates: Finding, remembered: Remembered | None = None) -> ConnectModel:
    model = ConnectModel(remembered, "here")
    for update in updates:
        model.advance(update)
    return model


def connected(*found: Found) -> ConnectModel:
    """Sensors that were chosen and send."""
    model = model_of(Heard(0.0, found))
    for one in found:
        assert model.choose(one.identifier)
        for update in streaming(one.identifier):
            model.advance(update)
    return model


def row_of(model: ConnectModel, key: str) -> Row:
    return next(row for row in model.snapshot().rows if row.key == key)


# -- the search ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("waited_s", "search"),
    [
        (0.0, Search.LOOKING),
        (4.9, Search.LOOKING),
        (5.0, Search.NOTHING_YET),
        (19.9, Search.NOTHING_YET),
        (20.0, Search.NOTHING_LONG),
    ],
)
def test_nothing_found_is_said_after_a_while(waited_s: float, search: Search) -> None:
    model = model_of(Looking(100.0, is_on=True), Heard(100.2, ()), Passed(100.0 + waited_s))
    assert model.snapshot().search is search


@pytest.mark.parametrize(
    ("fault", "search"),
    [
        (Fault.BLUETOOTH_OFF, Search.BLUETOOTH_OFF),
        (Fault.NO_PERMISSION, Search.NO_PERMISSION),
        (Fault.NO_BLUETOOTH, Search.NO_BLUETOOTH),
        (Fault.NO_LIBRARY, Search.NO_BLUETOOTH),
        (Fault.BUSY, Search.TROUBLE),
    ],
)
def test_what_keeps_from_looking_is_said_until_it_is_over(fault: Fault, search: Search) -> None:
    model = model_of(CannotLook(1.0, LinkError(fault)))
    shot = model.snapshot()
    assert shot.search is search
    assert shot.problem == LinkError(fault).problem
    assert shot.advice == LinkError(fault).advice
    model.advance(Heard(2.0, (ONE,)))
    assert model.snapshot().search is Search.FOUND
    assert model.snapshot().problem == ""


def test_trouble_with_looking_is_no_news_while_a_sensor_sends() -> None:
    model = connected(ONE)
    model.advance(CannotLook(2.0, LinkError(Fault.BUSY)))
    assert model.snapshot().problem == ""


def test_a_chosen_sensor_ends_the_search_unless_more_is_asked_for() -> None:
    model = connected(ONE)
    model.advance(Looking(1.0, is_on=False))
    assert model.snapshot().search is Search.RESTING
    model.advance(Looking(2.0, is_on=True))
    assert model.snapshot().search is Search.LOOKING_ON


# -- the list --------------------------------------------------------------------------------------


def test_rows_stay_where_they_are_and_useless_ones_come_last() -> None:
    model = model_of(Heard(0.0, (REFUSED, TWO)), Heard(1.0, (ONE, TWO, REFUSED)))
    assert [row.key for row in model.snapshot().rows] == ["AA:02", "AA:01", "AA:04"]


def test_a_sensor_that_is_not_heard_any_more_leaves_unless_it_is_chosen() -> None:
    model = model_of(Heard(0.0, (ONE, TWO)))
    model.choose("AA:01")
    model.advance(Heard(19.0, ()))
    assert [row.key for row in model.snapshot().rows] == ["AA:01", "AA:02"]
    model.advance(Heard(21.0, ()))
    assert [row.key for row in model.snapshot().rows] == ["AA:01"]


@pytest.mark.parametrize(
    ("rssi_dbm", "signal", "bars"),
    [
        (-50, Signal.STRONG, 3),
        (-75, Signal.GOOD, 2),
        (-95, Signal.WEAK, 1),
        (None, Signal.UNKNOWN, 0),
    ],
)
def test_how_well_it_is_heard(rssi_dbm: int | None, signal: Signal, bars: int) -> None:
    row = row_of(model_of(Heard(0.0, (sensor(1, rssi_dbm),))), "AA:01")
    assert (row.signal, row.bars) == (signal, bars)


def test_a_refused_sensor_says_why_and_cannot_be_chosen() -> None:
    model = model_of(Heard(0.0, (REFUSED,)))
    row = row_of(model, "AA:04")
    assert (row.refusal, row.advice) == ("It has no gyroscope", "Use another one")
    assert not model.choose("AA:04")
    assert model.snapshot().chosen == ()


def test_namesakes_are_told_apart() -> None:
    model = model_of(Heard(0.0, (ONE, replace(TWO, name="WT1"), THREE)))
    assert [row.name for row in model.snapshot().rows] == ["WT1 (AA:01)", "WT1 (AA:02)", "WT3"]


def test_a_sensor_used_before_has_its_name_and_only_suggests_its_leg() -> None:
    known = Sensor(
        name="WT1",
        family="witmotion",
        identifiers={"here": "aa:01", "elsewhere": "AA:02"},
        serial="S1",
        custom_name="Blue",
        last_side="left",
        rate_hz=50.0,
        last_seen=datetime(2026, 1, 1, tzinfo=UTC),
    )
    model = model_of(Heard(0.0, (ONE, TWO)), remembered=Remembered((known,)))
    model.choose("AA:01")
    row = row_of(model, "AA:01")
    assert (row.name, row.suggestion, row.side) == ("Blue", "left", "unknown")
    assert row_of(model, "AA:02").suggestion == "unknown"
    assert model.wanted("AA:01") == Wanted("AA:01", "", "witmotion", "S1", 50.0)


# -- links -----------------------------------------------------------------------------------------


def test_a_link_that_struggles_says_so_and_shows_no_movement() -> None:
    model = connected(ONE)
    assert row_of(model, "AA:01").movement == 0.5
    model.advance(news("AA:01", LinkState.WAITING, "Come nearer"))
    row = row_of(model, "AA:01")
    assert (row.sentence, row.advice, row.movement) == ("So it is", "Come nearer", None)


def test_a_link_that_was_given_up_says_why_until_it_is_chosen_anew() -> None:
    model = connected(ONE)
    model.advance(Over(2.0, "AA:01", LinkError(Fault.WRONG_FAMILY)))
    row = row_of(model, "AA:01")
    assert row.refusal == LinkError(Fault.WRONG_FAMILY).problem
    assert model.snapshot().lack is Lack.LINK
    model.release("AA:01")
    assert model.choose("AA:01")
    assert row_of(model, "AA:01").refusal == ""


def test_late_news_of_a_sensor_that_was_let_go_changes_nothing() -> None:
    model = connected(ONE)
    model.release("AA:01")
    before = model.snapshot()
    for update in [*streaming("AA:01"), Over(1.0, "AA:01", LinkError(Fault.DROPPED))]:
        model.advance(update)
    assert model.snapshot() == before


# -- legs ------------------------------------------------------------------------------------------


def test_two_sensors_are_ready_when_both_send_and_each_has_a_leg() -> None:
    model = connected(ONE, TWO)
    assert model.snapshot().lack is Lack.SIDE
    model.put("AA:01", "right")
    assert model.choice() is None
    model.put("AA:02", "left")
    assert model.choice() == Choice(
        {"right": model.wanted("AA:01"), "left": model.wanted("AA:02")},
        one_sensor=False,
        first="unknown",
    )
    model.advance(news("AA:02", LinkState.STALLED))
    assert model.snapshot().lack is Lack.LINK
    assert model.choice() is None


def test_two_sensors_never_share_a_leg_and_can_be_swapped() -> None:
    model = connected(ONE, TWO)
    model.put("AA:01", "left")
    model.put("AA:02", "left")
    assert [row.side for row in model.snapshot().rows] == ["unknown", "left"]
    model.put("AA:01", "right")
    model.swap()
    assert [row.side for row in model.snapshot().rows] == ["left", "right"]


@pytest.mark.parametrize("both", [True, False])
def test_one_sensor_serves_both_legs_or_one(both: bool) -> None:
    model = connected(ONE)
    model.put("AA:01", "right")
    model.work_for_both(is_on=both)
    expected = Choice({"right": model.wanted("AA:01")}, one_sensor=both, first="right")
    assert model.choice() == expected


def test_the_same_sensor_cannot_be_chosen_twice_nor_a_third_one() -> None:
    model = model_of(Heard(0.0, (ONE, TWO, THREE)))
    assert model.choose("AA:01")
    assert not model.choose("AA:01")
    assert model.choose("AA:02")
    assert not model.choose("AA:03")
    model.release("AA:02")
    assert model.choose("AA:03")


# -- phones ----------------------------------------------------------------------------------------


def test_a_phone_is_invited_sends_and_is_chosen() -> None:
    model = model_of()
    assert model.choose(SENSOR_LOGGER)
    model.advance(Invited(1.0, SENSOR_LOGGER, PHONE))
    assert model.snapshot().invitation == PHONE.address
    for update in streaming(SENSOR_LOGGER):
        model.advance(update)
    model.put(SENSOR_LOGGER, "left")
    assert model.choice() == Choice({"left": PHONE}, one_sensor=True, first="left")
    model.release(SENSOR_LOGGER)
    assert model.snapshot().rows == ()
    assert model.snapshot().invitation == ""


def test_a_phone_is_used_alone() -> None:
    model = connected(ONE)
    assert not model.can_choose(SENSOR_LOGGER)
    model.release("AA:01")
    assert model.choose(PHYPHOX)
    assert not model.choose("AA:01")
    assert not model.choose(SENSOR_LOGGER)


# -- whatever happens ------------------------------------------------------------------------------

ANY_KEY = st.sampled_from([*KEYS, SENSOR_LOGGER, PHYPHOX, "nobody"])
ANY_TIME = st.floats(0.0, 100.0)
UPDATES: st.SearchStrategy[Finding] = st.one_of(
    st.builds(Passed, ANY_TIME),
    st.builds(Looking, ANY_TIME, st.booleans()),
    st.builds(
        Heard,
        ANY_TIME,
        st.lists(st.sampled_from([ONE, TWO, THREE, REFUSED]), unique_by=id).map(tuple),
    ),
    st.builds(CannotLook, ANY_TIME, st.sampled_from(list(Fault)).map(LinkError)),
    st.builds(news, ANY_KEY, st.sampled_from(list(LinkState))),
    st.builds(Felt, ANY_TIME, ANY_KEY, st.floats(0.0, 1.0), st.floats(0.0, 180.0)),
    st.builds(Invited, ANY_TIME, st.sampled_from([SENSOR_LOGGER, PHYPHOX]), st.just(PHONE)),
    st.builds(Over, ANY_TIME, ANY_KEY, st.just(LinkError(Fault.DROPPED))),
)
WISHES = st.one_of(
    st.tuples(st.just("choose"), ANY_KEY),
    st.tuples(st.just("release"), ANY_KEY),
    st.tuples(st.just("left"), ANY_KEY),
    st.tuples(st.just("right"), ANY_KEY),
    st.tuples(st.just("swap"), ANY_KEY),
)


def wish(model: ConnectModel, what: str, key: str) -> None:
    if what == "choose":
        model.choose(key)
    elif what == "release":
        model.release(key)
    elif what == "swap":
        model.swap()
    else:
        model.put(key, "left" if what == "left" else "right")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(UPDATES, WISHES), max_size=40))
def test_in_any_order_nothing_breaks_and_nothing_is_ready_without_sides(
    steps: list[Finding | tuple[str, str]],
) -> None:
    model = model_of()
    said: set[str] = set()
    for step in steps:
        if isinstance(step, tuple):
            wish(model, *step)
            said |= {step[0]} & {"left", "right"}
        else:
            model.advance(step)
        shot, choice = model.snapshot(), model.choice()
        assert len({row.key for row in shot.rows}) == len(shot.rows)
        assert len(shot.chosen) <= 2
        assert shot.is_ready == (choice is not None)
        if choice is None:
            continue
        assert said
        assert "unknown" not in choice.sensors
        assert len(choice.sensors) == len(shot.chosen)
        assert all(row.is_live for row in shot.chosen)


# -- one clock -------------------------------------------------------------------------------------

AGREEING = {"witmotion": 30.0}


def agreeing(*found: Found) -> ConnectModel:
    """Sensors that were chosen and send, where the first family can agree on one clock."""
    model = ConnectModel(None, "here", AGREEING)
    model.advance(Heard(0.0, found))
    for one, side in zip(found, ("left", "right"), strict=False):
        model.choose(one.identifier)
        model.put(one.identifier, side)
        for update in streaming(one.identifier):
            model.advance(update)
    return model


def test_two_of_a_family_that_can_may_agree_on_one_clock() -> None:
    model = agreeing(ONE, TWO)
    shot = model.snapshot()
    assert (shot.agree_s, shot.aligns) == (30.0, False)
    model.align(is_on=True)
    choice = model.choice()
    assert choice is not None
    assert choice.align
    model.align(is_on=False)
    assert model.choice() == replace(choice, align=False)


def test_one_alone_or_two_families_or_phones_cannot() -> None:
    other = replace(TWO, family="kickstand")
    for found in ((ONE,), (ONE, other), (other,)):
        model = agreeing(*found)
        model.align(is_on=True)
        assert model.snapshot().agree_s is None
        choice = model.choice()
        assert choice is not None
        assert not choice.align
    model = ConnectModel(None, "here", AGREEING)
    for key in SENSOR_LOGGERS.values():
        model.choose(key)
    assert model.snapshot().agree_s is None
    assert connected(ONE, TWO).snapshot().agree_s is None  # no driver has said that it can


def test_families_that_can_are_told_by_their_drivers() -> None:
    known = agreeing_of(find_drivers().drivers)
    assert known.keys() == {"movella-dot", "capture2go"}
    assert Connecting(find_drivers().drivers).agreeing == known
    assert all(takes_s > 0.0 for takes_s in known.values())
