"""A link through its life: what is lost, what is told, and that nothing is left behind."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from bleak.exc import BleakDBusError, BleakError

from imu.drivers.door import Advertisement, Notification
from imu.samples import Block, Command, CommandKind
from imu.sources.ble import Fault, LinkError, Patience, Wanted
from tests.sources.ble.fakes import BY_FAMILY, SIG, FakeSensor, World, kickstand
from tests.sources.ble.quick import quickly
from tests.sources.ble.sessions import Lived, Script, live

NAMED = Wanted(name="Kickstand 0001")
ON, OFF = CommandKind.SENSOR_ON, CommandKind.SENSOR_OFF


def lived(
    sensor: FakeSensor,
    until_s: float,
    script: Script | None = None,
    *,
    wanted: Wanted = NAMED,
    world: World | None = None,
    patience: Patience | None = None,
) -> Lived:
    """A session with one sensor."""
    world = world or World(sensor)
    return quickly(live(world, {"right": wanted}, until_s, script, patience))


def came(lived: Lived, sensor: FakeSensor) -> bool:
    """Whether everything that was heard came out, but for what was gathered at the very end."""
    numbers = lived.numbers("right")
    heard = [n % 400 for n in sensor.delivered]
    return numbers == heard[: len(numbers)] and len(heard) - len(numbers) <= 3


def test_samples_come_with_the_time_at_which_they_were_taken() -> None:
    sensor = kickstand()
    seen = lived(sensor, 3.0)
    assert came(seen, sensor)
    assert len(sensor.delivered) > 200
    taken = np.array(sensor.delivered[: len(seen.times("right"))]) / 100.0
    assert np.abs(np.array(seen.times("right")) - taken).max() < 0.02


@cache
def broken_off() -> tuple[FakeSensor, Lived]:
    """A session in which the link breaks off once."""
    sensor = kickstand()
    sensor.texts |= {
        SIG.format("2a29"): b"Acme\0\0",
        SIG.format("2a24"): b"Hinge One",
        SIG.format("2a25"): b"0042",
        SIG.format("2a26"): b"1.2",
    }
    return sensor, lived(sensor, 5.0, {2.0: sensor.drop})


def test_forced_drop_loses_only_what_was_in_the_air() -> None:
    sensor, seen = broken_off()
    assert came(seen, sensor)
    holes = np.diff(seen.times("right"))
    assert (holes > 0.02).sum() == 1
    assert holes.max() < 2.0  # a second of waiting, then search, connect, set up
    assert (np.diff(sensor.delivered) > 1).sum() == 1
    assert seen.story("right") == [
        "searching",
        "connecting",
        "configuring",
        "streaming",
        "waiting dropped",
        "searching",
        "connecting",
        "configuring",
        "streaming",
    ]


def test_counter_goes_on_over_a_reconnect_so_that_the_gap_is_known() -> None:
    sensor, seen = broken_off()
    seq = [int(n) for block in seen.blocks("right") if block.seq is not None for n in block.seq]
    heard = np.array(sensor.delivered[: len(seq)])
    assert np.array_equal(np.diff(seq), np.diff(heard))


def test_side_is_switched_off_while_nothing_comes_and_on_before_samples() -> None:
    _, seen = broken_off()
    assert [command.kind for command in seen.commands] == [OFF, ON, OFF, ON]
    times = [command.time_s for command in seen.commands]
    assert times == sorted(set(times))
    is_on, last_s = False, -1.0
    for _, item in seen.items:
        if isinstance(item, Command):
            is_on = item.kind is ON
            assert item.time_s > last_s
        elif isinstance(item, Block):
            assert is_on
            last_s = float(item.time_s[-1])


def test_stall_of_240_ms_loses_nothing_and_changes_no_time() -> None:
    sensor = kickstand()

    def stall() -> None:
        sensor.holds = True

    def burst() -> None:
        sensor.holds = False

    script: Script = {1.5: stall, 1.74: burst, 2.2: stall, 2.44: burst}
    seen = lived(sensor, 4.0, script)
    assert came(seen, sensor)
    assert np.diff(seen.times("right")).max() < 0.02
    assert "stalled" not in seen.story("right")


def test_stall_over_a_second_is_told_and_loses_nothing() -> None:
    sensor = kickstand()

    def stall() -> None:
        sensor.holds = True

    def burst() -> None:
        sensor.holds = False

    seen = lived(sensor, 5.0, {2.0: stall, 3.6: burst})
    assert came(seen, sensor)
    assert seen.story("right")[3:] == ["streaming", "stalled", "streaming"]
    assert [command.kind for command in seen.commands] == [OFF, ON]
    told = next(one for one in seen.reports("right") if one.state == "stalled")
    assert told.advice
    assert told.age_s is not None
    assert 1.0 < told.age_s < 1.3


def test_connected_sensor_that_falls_silent_is_connected_anew_and_told_to_start() -> None:
    sensor = kickstand()

    def fall_silent() -> None:
        sensor.peripheral.write("control", b"\x05")

    seen = lived(sensor, 9.0, {2.0: fall_silent})
    assert "stalled" in seen.story("right")
    assert seen.story("right")[-1] == "streaming"
    assert sensor.orders.count(("control", b"\x04")) == 2


def test_doubled_notifications_give_each_sample_once() -> None:
    sensor = kickstand()

    def double() -> None:
        sensor.copies = 2

    seen = lived(sensor, 6.0, {2.0: sensor.drop, 2.1: double})
    assert came(seen, sensor)
    quality = seen.reports("right")[-1].quality
    assert quality is not None
    assert quality.repeats > 100


def test_attempts_are_made_after_1_2_4_8_and_8_seconds() -> None:
    sensor = kickstand()
    world = World(sensor)
    world.fail("connect", *[BleakError("failed to connect")] * 5)
    seen = lived(sensor, 30.0, world=world)
    again = [one.time_s for one in seen.reports("right") if one.state == "searching"]
    begun = sorted({time_s for time_s in again if time_s > 0.1})
    first_waits = [
        one.time_s
        for before, one in pairwise(seen.reports("right"))
        if one.state == "waiting" and before.state != "waiting"
    ]
    assert [round(b - a) for a, b in zip(first_waits, begun, strict=False)] == [1, 2, 4, 8, 8]
    assert seen.story("right")[-1] == "streaming"


def test_after_ten_good_seconds_the_waits_begin_anew() -> None:
    sensor = kickstand()
    world = World(sensor)
    world.fail("connect", *[BleakError("failed to connect")] * 2)
    seen = lived(sensor, 18.0, {16.0: sensor.drop}, world=world)
    dropped = [one.time_s for one in seen.reports("right") if one.code == "dropped"]
    again = [one.time_s for one in seen.reports("right") if one.state == "searching"]
    assert dropped
    assert min(time_s for time_s in again if time_s > dropped[0]) - dropped[0] < 1.1


def test_what_the_clock_still_held_when_the_link_broke_is_not_lost() -> None:
    sensor = kickstand()
    seen = lived(sensor, 4.0, {0.4: sensor.drop})  # before its half second of warming up is over
    assert came(seen, sensor)
    off = [item for _, item in seen.items if isinstance(item, Command)][2]
    before = seen.items[: [item is off for _, item in seen.items].index(True)]
    early = Lived(before).times("right")
    assert off.kind is OFF
    assert len(early) > 20
    assert off.time_s > max(early)


@pytest.mark.parametrize(
    ("step", "error", "code"),
    [
        ("scan", BleakDBusError("org.bluez.Error.InProgress", []), "bluetooth-busy"),
        ("connect", TimeoutError(), "unreachable"),
        ("start_notify", BleakDBusError("org.bluez.Error.NotPermitted", ["x acquired"]), "in-use"),
        ("write", BleakError("Could not write: Unreachable"), "unreachable"),
        ("write", RuntimeError("a surprise"), "unexpected"),
    ],
)
def test_failure_at_any_step_is_told_and_overcome(step: str, error: Exception, code: str) -> None:
    sensor = kickstand()
    world = World(sensor)
    world.fail(step, error)
    seen = lived(sensor, 5.0, world=world)
    assert f"waiting {code}" in seen.story("right")
    assert seen.story("right")[-1] == "streaming"
    told = next(one for one in seen.reports("right") if one.state == "waiting")
    assert told.sentence
    assert told.advice
    assert world.busy == 0


@pytest.mark.parametrize("step", ["disconnect", "write", "stop", "stop_notify"])
def test_nothing_hangs_on_the_way_out(step: str) -> None:
    sensor = kickstand()
    world = World(sensor)

    def hang() -> None:
        world.hangs.add(step)

    seen = lived(sensor, 2.0, {1.5: hang}, world=world)
    assert seen.story("right")[-1] == "streaming"


def test_sensor_is_told_to_stop_before_it_is_left() -> None:
    sensor = kickstand()
    lived(sensor, 2.0)
    assert sensor.orders[-1] == ("control", b"\x05")
    assert sensor.client is None


def test_switched_off_in_mid_set_is_asleep_and_comes_back() -> None:
    sensor = kickstand()

    def switch(*, on: bool) -> None:
        sensor.is_on = on
        if not on:
            sensor.drop()

    script: Script = {2.0: lambda: switch(on=False), 22.0: lambda: switch(on=True)}
    seen = lived(sensor, 28.0, script)
    assert "waiting asleep" in seen.story("right")
    assert seen.story("right")[-1] == "streaming"


def test_gone_with_an_empty_battery_is_told_so() -> None:
    sensor = FakeSensor("AA:01", BY_FAMILY["polar"])
    sensor.peripheral.battery = 7  # type: ignore[attr-defined]

    def switch_off() -> None:
        sensor.is_on = False
        sensor.drop()

    seen = lived(sensor, 25.0, {8.0: switch_off}, wanted=Wanted(family="polar"))
    assert seen.reports("right")[-1].battery_percent == 7.0
    assert "waiting empty-battery" in seen.story("right")


def test_connected_but_silent_from_the_beginning_has_a_name() -> None:
    sensor = kickstand()
    sensor.sends = False
    seen = lived(sensor, 8.0)
    assert "waiting no-notifications" in seen.story("right")


def test_sensor_that_lacks_a_channel_ends_the_session_with_advice() -> None:
    sensor = kickstand()
    sensor.without.add("control")
    with pytest.raises(LinkError, match=r"is not a Kickstand sensor.*Name the right family"):
        lived(sensor, 60.0)


@pytest.mark.parametrize("wanted", [Wanted(name="BBC micro:bit"), Wanted("AA:09", "", "microbit")])
def test_device_that_cannot_be_used_ends_the_session_with_what_to_use_instead(
    wanted: Wanted,
) -> None:
    sensor = FakeSensor("AA:09", BY_FAMILY["witmotion"])
    sensor.name = "BBC micro:bit [vogut]"
    sensor.peripheral.advertisement = Advertisement(sensor.name)
    with pytest.raises(LinkError, match=r"measures no rotation.*Use a phone") as error:
        lived(sensor, 60.0, wanted=wanted)
    assert error.value.fault is Fault.WRONG_FAMILY
    assert sensor.orders == [], "nobody connects to it"


def test_sensor_that_has_streamed_and_then_gives_no_answer_is_asked_again() -> None:
    sensor = FakeSensor("AA:01", BY_FAMILY["movesense"])
    answering = sensor.peripheral.write

    def silence(_role: str, _data: bytes) -> list[Notification]:
        return []

    def drop() -> None:
        sensor.peripheral.write = silence  # type: ignore[method-assign]
        sensor.drop()

    def recover() -> None:
        sensor.peripheral.write = answering  # type: ignore[method-assign]

    seen = lived(sensor, 30.0, {4.0: drop, 9.0: recover}, wanted=Wanted(family="movesense"))
    story = seen.story("right")
    assert "waiting wrong-family" in story
    assert story[-1] == "streaming"
    assert "does not answer" in {r.code: r.sentence for r in seen.reports("right")}["wrong-family"]


def test_driver_that_somebody_names_is_tried_all_the_same() -> None:
    sensor = FakeSensor("AA:06", BY_FAMILY["polar"], name="Polar H10 7E1B542A")
    seen = lived(sensor, 8.0, wanted=Wanted("AA:06", "", "polar"))
    assert seen.story("right")[-1] == "streaming"


def test_battery_of_a_sensor_whose_driver_does_not_ask_is_read_from_the_standard_place() -> None:
    sensor = kickstand()
    sensor.peripheral.battery = 255  # type: ignore[attr-defined]  # "unknown" in its packets
    sensor.texts["00002a19-0000-1000-8000-00805f9b34fb"] = bytes([42])
    seen = lived(sensor, 2.5)
    assert 42.0 in {report.battery_percent for report in seen.reports("right")}


def test_sensor_says_who_it_is_once() -> None:
    _, seen = broken_off()
    (card,) = seen.cards
    assert card.side == "right"
    sidecar = card.sidecar
    assert (sidecar.manufacturer, sidecar.manufacturers_model_name) == ("Acme", "Hinge One")
    assert (sidecar.device_serial_number, sidecar.software_versions) == ("0042", "1.2")
    assert sidecar.tracked_point == "right_thigh"
    assert sidecar.sampling_frequency == 100.0
    assert sidecar.clock_model is not None
    assert sidecar.clock_model["kind"] == "ticks"


def test_sensor_of_the_right_name_and_another_serial_is_left_alone() -> None:
    wrong, right = kickstand("AA:03", rssi=-40), kickstand("AA:04", rssi=-80)
    wrong.texts[SIG.format("2a25")] = b"1"
    right.texts[SIG.format("2a25")] = b"2"
    wanted = Wanted(identifier="another host's", name="Kickstand 0001", serial="2")
    world = World(wrong, right)
    seen = lived(right, 6.0, wanted=wanted, world=world)
    assert "waiting other-sensor" in seen.story("right")
    assert seen.story("right")[-1] == "streaming"
    assert not wrong.delivered
    assert right.delivered


@pytest.mark.parametrize("family", ["witmotion", "polar"])
def test_other_families_stream_through_their_own_dialogues(family: str) -> None:
    sensor = FakeSensor("AA:05", BY_FAMILY[family])
    seen = lived(sensor, 8.0, {4.0: sensor.drop}, wanted=Wanted(family=family))
    assert seen.story("right").count("streaming") == 2
    times = np.array(seen.times("right"))
    assert (np.diff(times) > 0).all()
    assert len(times) > 100


def test_a_sensor_that_is_lost_is_not_replaced_by_a_namesake() -> None:
    sensor, namesake = kickstand(), kickstand("AA:00:00:00:00:02", rssi=-40)
    namesake.is_on = False

    def swap() -> None:
        sensor.is_on, namesake.is_on = False, True
        sensor.drop()

    seen = lived(sensor, 8.0, {2.0: swap}, world=World(sensor, namesake))
    assert sensor.delivered
    assert namesake.delivered == []
    assert seen.story("right")[-1].split()[0] in {"waiting", "searching"}


def test_of_two_of_one_name_the_address_is_meant() -> None:
    sensor, namesake = kickstand(), kickstand("AA:00:00:00:00:02", rssi=-40)
    wanted = Wanted(identifier=sensor.address, name="Kickstand 0001")
    lived(sensor, 3.0, wanted=wanted, world=World(sensor, namesake))
    assert sensor.delivered
    assert namesake.delivered == []
