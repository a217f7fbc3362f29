"""One or two sensors as the source of a session."""

from __future__ import annotations

import json

import numpy as np
import pytest
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason, BleakError

from imu.cli.shows import JsonShow, LineShow
from imu.errors import UsageError
from imu.live import Ended, LiveSession, Source, Worker
from imu.samples import CommandKind, Side
from imu.sources.ble import BleSource, Fault, LinkError, Patience, Wanted, scan
from imu.sources.news import LinkReport
from imu.view import View
from tests.live.live_help import end_of, rest_of, until
from tests.sources.ble.fakes import DRIVERS, FakeSensor, World, kickstand
from tests.sources.ble.quick import quickly
from tests.sources.ble.sessions import Lived, live

BOTH: dict[Side, Wanted] = {
    "left": Wanted(name="Kickstand 0001"),
    "right": Wanted(name="Kickstand 0002"),
}


def two() -> tuple[FakeSensor, FakeSensor]:
    return kickstand(), kickstand("AA:00:00:00:00:02", name="Kickstand 0002")


def came(seen: Lived, side: Side, sensor: FakeSensor) -> bool:
    numbers = seen.numbers(side)
    heard = [n % 400 for n in sensor.delivered]
    return len(numbers) > 100 and numbers == heard[: len(numbers)]


def test_it_is_what_a_session_expects() -> None:
    source: Source = BleSource(BOTH, DRIVERS)
    assert source.name == "Kickstand 0001 and Kickstand 0002"
    assert source.sides == ("left", "right")
    assert source.span_s is None
    assert source.now_s() is None


def test_two_sensors_stream_on_one_clock_after_one_scan() -> None:
    left, right = two()
    world = World(left, right)
    seen = quickly(live(world, BOTH, 3.0))
    assert came(seen, "left", left)
    assert came(seen, "right", right)
    assert world.scans == 1
    for side, sensor in (("left", left), ("right", right)):
        times = np.array(seen.times(side))  # type: ignore[arg-type]
        taken = np.array(sensor.delivered[: len(times)]) / 100.0
        assert np.abs(times - taken).max() < 0.02


def test_one_that_fails_does_not_touch_the_other() -> None:
    left, right = two()
    seen = quickly(live(World(left, right), BOTH, 6.0, {2.0: right.drop, 2.5: right.drop}))
    assert came(seen, "left", left)
    assert np.diff(seen.times("left")).max() < 0.02
    assert seen.story("left") == ["searching", "connecting", "configuring", "streaming"]
    assert seen.story("right")[-1] == "streaming"


def test_reconnect_leaves_out_no_more_than_a_handful() -> None:
    """Older than the other leg's last sample, they would change what a replay decides."""
    left, right = two()
    seen = quickly(live(World(left, right), BOTH, 6.0, {2.0: right.drop}))
    heard = [n % 400 for n in right.delivered]
    numbers = seen.numbers("right")
    assert len(heard) - len(numbers) <= 8
    on = [one.time_s for one in seen.commands if one.kind is CommandKind.SENSOR_ON]
    assert min(t for t in seen.times("right") if t > 2.1) > on[-1]


def test_sensor_that_never_comes_is_told_and_the_other_goes_on() -> None:
    left, right = two()
    right.is_on = False
    seen = quickly(live(World(left, right), BOTH, 14.0))
    assert came(seen, "left", left)
    assert "waiting not-found" in seen.story("right")
    on = [one.side for one in seen.commands if one.kind is CommandKind.SENSOR_ON]
    assert on == ["left"]


def test_sensor_of_another_family_fails_for_good_and_the_other_goes_on() -> None:
    left, right = two()
    right.without.add("data")
    seen = quickly(live(World(left, right), BOTH, 5.0))
    assert came(seen, "left", left)
    assert seen.story("right")[-1] == "failed wrong-family"


def test_nothing_connected_in_time_ends_with_advice() -> None:
    sensor = kickstand()
    sensor.is_on = False
    patience = Patience(search_s=2.0, give_up_s=20.0)
    with pytest.raises(LinkError, match=r"not to be found.*Switch it on") as caught:
        quickly(live(World(sensor), {"right": Wanted()}, 60.0, patience=patience))
    assert caught.value.fault is Fault.NOT_FOUND


@pytest.mark.parametrize(
    ("reason", "fault"),
    [("NO_BLUETOOTH", Fault.NO_BLUETOOTH), ("DENIED_BY_USER", Fault.NO_PERMISSION)],
)
def test_no_bluetooth_ends_at_once(reason: str, fault: Fault) -> None:
    world = World(kickstand())
    error = BleakBluetoothNotAvailableError("none", BleakBluetoothNotAvailableReason[reason])
    world.fail("scan", error)
    with pytest.raises(LinkError) as caught:
        quickly(live(world, {"right": Wanted()}, 5.0))
    assert caught.value.fault is fault


def test_bluetooth_that_is_switched_on_meanwhile_is_waited_for() -> None:
    world = World(kickstand())
    reason = BleakBluetoothNotAvailableReason.POWERED_OFF
    world.fail("scan", *[BleakBluetoothNotAvailableError("off", reason)] * 3)
    seen = quickly(live(world, {"right": Wanted(name="Kick")}, 12.0))
    assert "waiting bluetooth-off" in seen.story("right")
    assert seen.story("right")[-1] == "streaming"


def test_what_a_scan_found_can_be_named() -> None:
    left, right = two()
    world = World(left, right)

    async def whole() -> Lived:
        async with world:
            found = await scan(world.radio(), DRIVERS, 1.0)
        sensors = {"left": found[1], "right": found[0]}
        return await live(world, sensors, 4.0)  # type: ignore[arg-type]

    seen = quickly(whole())
    names = {side: seen.reports(side)[-1].sensor for side in ("left", "right")}
    assert names == {"left": "Kickstand 0002", "right": "Kickstand 0001"}


def test_one_sensor_cannot_sit_on_both_sides() -> None:
    one = Wanted(identifier="AA:BB")
    with pytest.raises(UsageError, match="both sides"):
        BleSource({"left": one, "right": Wanted(identifier="aa:bb")}, DRIVERS)
    with pytest.raises(UsageError, match="needs a sensor"):
        BleSource({}, DRIVERS)


def test_unknown_device_is_named_as_such() -> None:
    sensor = kickstand(name="Toothbrush")
    sensor.peripheral.advertisement = type(sensor.peripheral.advertisement)("Toothbrush")
    with pytest.raises(LinkError, match=r"not known.*own\.toml"):
        quickly(live(World(sensor), {"right": Wanted(name="Toothbrush")}, 30.0))


def test_bug_in_a_link_ends_the_session_instead_of_hiding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("imu.sources.ble.link.Link._switch_off", broken)
    world = World(kickstand())
    world.fail("connect", BleakError("failed to connect"))
    with pytest.raises(ZeroDivisionError):
        quickly(live(world, {"right": Wanted()}, 20.0))


HURRY = Patience(settle_s=0.1, retry_s=(0.05,), stop_s=0.5, leave_s=0.5)


def test_session_in_its_own_thread_shows_links_and_ends_clean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sensor = kickstand()
    world = World(sensor)
    view, json_show, line_show = View(), JsonShow(), LineShow()
    session = LiveSession(
        BleSource({"right": Wanted()}, DRIVERS, radio=world.radio(), patience=HURRY)
    )
    with Worker() as worker:
        worker.loop.call_soon_threadsafe(lambda: worker.loop.create_task(world.__aenter__()))
        session.start(worker)
        updates = until(
            session,
            lambda update: isinstance(update, LinkReport) and update.state == "streaming",
        )
        assert session.stop()
        updates += rest_of(session)
    assert isinstance(updates[-1], Ended)
    assert end_of(updates).error is None
    assert sensor.client is None
    for update in updates:
        view.advance(update)
    assert view.links["right"].state == "streaming"
    json_show.see(updates, view)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    links = [one for one in told if one["event"] == "link"]
    assert links[0]["state"] == "searching"
    assert links[-1]["state"] == "streaming"
    assert links[-1]["sensor"] == "Kickstand 0001"
    line_show.see(updates, view)
    lines = capsys.readouterr().out.splitlines()
    assert sum("Looking for the sensor" in line for line in lines) == 1
