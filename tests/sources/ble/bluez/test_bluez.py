"""The library's real Linux backend against a pretended BlueZ: what it raises is understood."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing, suppress
from pathlib import Path
from typing import cast

import pytest

from imu.samples import Block
from imu.sources.ble import BleSource, Patience, Radio, Wanted, scan
from imu.sources.ble.outlet import Item
from tests.sources.ble.bluez.fake import ADAPTER, FakeBluez, Refusal, private_bus
from tests.sources.ble.fakes import DRIVERS, FakeSensor, kickstand
from tests.sources.ble.sessions import Lived

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="BlueZ is Linux's"),
    pytest.mark.skipif(
        shutil.which("dbus-daemon") is None,
        reason="dbus-daemon is not installed (Debian: apt-get install dbus)",
    ),
]

HURRY = Patience(
    search_s=0.6, settle_s=0.3, connect_s=2.0, stall_s=0.4, silent_s=0.8, retry_s=(0.05,),
    give_up_s=3.0, stop_s=0.5, leave_s=1.0, first_s=0.8,
)  # fmt: skip

FIRST, SECOND = Wanted(name="Kickstand 0001"), Wanted(name="Kickstand 0002")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture(autouse=True)
def _system_bus(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)


async def _leave_the_bus() -> None:
    """Close the connection that the library keeps for the loop's life."""
    from bleak.backends.bluezdbus.manager import get_global_bluez_manager

    with suppress(Exception):
        manager = await get_global_bluez_manager()
        bus = manager._bus  # pyright: ignore[reportPrivateUsage]
        assert bus is not None
        bus.disconnect()
        await bus.wait_for_disconnect()
    await asyncio.sleep(0.02)


def on_bluez(bluez: Callable[[], FakeBluez], work: Callable[[FakeBluez], Awaitable[None]]) -> None:
    """Do something in a loop of its own, and leave nothing behind."""

    async def whole() -> None:
        async with bluez() as fake:
            try:
                await work(fake)
            finally:
                await _leave_the_bus()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, f"still going on: {left}"

    asyncio.run(whole())


async def lived(source: BleSource, enough: Callable[[Lived], bool], limit_s: float = 6.0) -> Lived:
    """What a source gives, until that is enough."""
    seen = Lived()
    async with (
        asyncio.timeout(limit_s),
        aclosing(cast("AsyncGenerator[Item]", aiter(source))) as items,
    ):
        async for item in items:
            seen.items.append(item)
            if enough(seen):
                break
    return seen


def has(side: str, samples: int) -> Callable[[Lived], bool]:
    """Enough are so many samples of a side."""

    def enough(seen: Lived) -> bool:
        blocks = [item for _, item in seen.items if isinstance(item, Block)]
        return sum(len(block) for block in blocks if block.side == side) >= samples

    return enough


def two() -> tuple[FakeSensor, FakeSensor]:
    return kickstand(), kickstand("AA:00:00:00:00:02", name="Kickstand 0002")


def test_scan_names_what_it_finds(address: str) -> None:
    sensors = two()
    sensors[1].rssi = -40

    async def look(_: FakeBluez) -> None:
        found = await scan(Radio(), DRIVERS, 0.3)
        assert [(one.name, one.family, one.rssi_dbm) for one in found] == [
            ("Kickstand 0002", "kickstand", -40),
            ("Kickstand 0001", "kickstand", -60),
        ]

    on_bluez(lambda: FakeBluez(address, *sensors), look)


@pytest.mark.parametrize("use_start_notify", [True, False])
def test_two_sensors_stream_at_once_by_either_way_of_listening(
    address: str, *, use_start_notify: bool
) -> None:
    left, right = two()

    async def run(fake: FakeBluez) -> None:
        source = BleSource(
            {"left": FIRST, "right": SECOND},
            DRIVERS,
            radio=Radio(use_start_notify=use_start_notify),
            patience=HURRY,
        )
        seen = await lived(source, lambda seen: has("left", 60)(seen) and has("right", 60)(seen))
        for side, sensor in (("left", left), ("right", right)):
            numbers = seen.numbers(side)  # type: ignore[arg-type]
            assert numbers == [n % 400 for n in sensor.delivered[: len(numbers)]]
        assert ("AcquireNotify" in fake.calls) is not use_start_notify
        assert ("StartNotify" in fake.calls) is use_start_notify

    on_bluez(lambda: FakeBluez(address, left, right), run)
    assert left.orders[-1] == right.orders[-1] == ("control", b"\x05")
    assert left.client is None
    assert right.client is None


def test_drop_is_noticed_and_overcome_without_losing_what_was_heard(address: str) -> None:
    sensor = kickstand()

    async def run(_: FakeBluez) -> None:
        source = BleSource({"right": FIRST}, DRIVERS, patience=HURRY)
        asyncio.get_running_loop().call_later(1.0, sensor.drop)
        seen = await lived(
            source, lambda seen: len(seen.story("right")) >= 9 and has("right", 100)(seen)
        )
        assert seen.story("right")[3:9] == [
            "streaming",
            "waiting dropped",
            "searching",
            "connecting",
            "configuring",
            "streaming",
        ]
        numbers = seen.numbers("right")
        assert numbers == [n % 400 for n in sensor.delivered[: len(numbers)]]

    on_bluez(lambda: FakeBluez(address, sensor), run)


def test_notifications_that_come_twice_after_a_reconnect_count_once(address: str) -> None:
    sensor = kickstand()

    async def run(fake: FakeBluez) -> None:
        def drop() -> None:
            fake.copies = 2
            sensor.drop()

        source = BleSource({"right": FIRST}, DRIVERS, patience=HURRY)
        asyncio.get_running_loop().call_later(0.8, drop)
        seen = await lived(
            source, lambda seen: len(seen.story("right")) >= 9 and has("right", 100)(seen)
        )
        numbers = seen.numbers("right")
        assert numbers == [n % 400 for n in sensor.delivered[: len(numbers)]]

    on_bluez(lambda: FakeBluez(address, sensor), run)


FAILED = "org.bluez.Error.Failed"


@pytest.mark.parametrize(
    ("member", "refusal", "code"),
    [
        ("StartDiscovery", ("org.bluez.Error.InProgress", "in progress"), "bluetooth-busy"),
        ("StartDiscovery", ("org.bluez.Error.NotReady", "Resource Not Ready"), "bluetooth-off"),
        ("Connect", ("org.bluez.Error.InProgress", "In Progress"), "bluetooth-busy"),
        ("Connect", (FAILED, "le-connection-timeout"), "unreachable"),
        ("Connect", (FAILED, "Software caused connection abort"), "unreachable"),
        ("Connect", (FAILED, "br-connection-busy"), "bluetooth-busy"),
        ("Connect", ("org.freedesktop.DBus.Error.UnknownObject", "gone"), "not-found"),
        ("Connect", ("org.bluez.Error.AuthenticationFailed", "no"), "needs-pairing"),
        ("StartNotify", ("org.bluez.Error.NotPermitted", "Notify acquired"), "in-use"),
        ("StartNotify", ("org.bluez.Error.NotPermitted", "Not paired"), "needs-pairing"),
        ("WriteValue", ("org.bluez.Error.NotAuthorized", "Not Authorized"), "needs-pairing"),
        ("WriteValue", (FAILED, "Operation failed with ATT error: 0x05"), "needs-pairing"),
    ],
)
def test_what_bluez_refuses_has_a_name_and_is_tried_again(
    address: str, member: str, refusal: Refusal, code: str
) -> None:
    sensor = kickstand()

    async def run(fake: FakeBluez) -> None:
        fake.refusals[member].append(refusal)
        source = BleSource({"right": FIRST}, DRIVERS, patience=HURRY)
        seen = await lived(source, has("right", 1))
        assert f"waiting {code}" in seen.story("right")

    on_bluez(lambda: FakeBluez(address, sensor), run)


@pytest.mark.parametrize(
    ("powered", "roles", "code"),
    [(False, ["central"], "bluetooth-off"), (True, ["peripheral"], "no-bluetooth")],
)
def test_adapter_that_cannot_be_used_is_named(
    address: str, roles: list[str], code: str, *, powered: bool
) -> None:
    from dbus_fast import Variant

    from imu.sources.ble import LinkError

    async def look(fake: FakeBluez) -> None:
        adapter = fake.objects[ADAPTER]["org.bluez.Adapter1"]
        adapter["Powered"], adapter["Roles"] = Variant("b", powered), Variant("as", roles)
        with pytest.raises(LinkError) as caught:
            await scan(Radio(), DRIVERS, 0.1)
        assert caught.value.fault == code
        assert caught.value.advice

    on_bluez(lambda: FakeBluez(address, kickstand()), look)


def test_bus_without_bluez_is_no_bluetooth() -> None:
    from imu.sources.ble import LinkError

    async def look() -> None:
        with pytest.raises(LinkError) as caught:
            await scan(Radio(), DRIVERS, 0.1)
        assert caught.value.fault == "no-bluetooth"

    asyncio.run(look())


def test_no_system_bus_is_no_bluetooth(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from imu.sources.ble import LinkError

    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")

    async def look() -> None:
        with pytest.raises(LinkError) as caught:
            await scan(Radio(), DRIVERS, 0.1)
        assert caught.value.fault == "no-bluetooth"

    asyncio.run(look())
