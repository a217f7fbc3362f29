"""A driver's steps, done over the library's client."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTService

from imu.drivers.door import Ask, Dialogue, Notify, Read, Silence, Wait, Write
from imu.errors import DriverError
from imu.sources.ble import Patience
from imu.sources.ble.exchange import Exchange, roles_of
from imu.sources.ble.found import Sightings
from imu.sources.ble.visit import Visit
from tests.sources.ble.fakes import (
    BY_FAMILY,
    SIG,
    FakeClient,
    FakeSensor,
    World,
    kickstand,
    sample,
)
from tests.sources.ble.quick import now_s, quickly

HELLO = Ask("control", b"\x01\x01\x01", "control", b"\x81")


class Talk:
    """A dialogue made of steps, and the answers that it got."""

    def __init__(self, *steps: Notify | Silence | Write | Read | Wait | Ask) -> None:
        self.steps = steps
        self.answers: list[bytes] = []

    def run(self) -> Dialogue:
        for step in self.steps:
            self.answers.append((yield step))


def talk(
    sensor: FakeSensor,
    *talks: Talk,
    before: Callable[[World, BleakClient], None] | None = None,
) -> list[tuple[str, bytes]]:
    """Run dialogues with a sensor; all that was heard."""
    world = World(sensor)
    heard: list[tuple[str, bytes]] = []

    async def whole() -> None:
        radio = world.radio()
        device = BLEDevice(sensor.address, sensor.name, None)
        client = radio.client(device, lambda: None, 5.0, afresh=False)
        await client.connect()
        exchange = Exchange(
            client,
            roles_of(sensor.driver, client),
            lambda role, data: heard.append((role, data)),
            radio,
            2.0,
        )
        if before is not None:
            before(world, client)
        for one in talks:
            await exchange.run(one.run())
        await client.disconnect()

    quickly(whole())
    return heard


def test_answer_that_comes_before_the_write_is_acknowledged_is_heard() -> None:
    said = Talk(HELLO)
    heard = talk(kickstand(), said)
    assert said.answers == [b"\x81\x00\x01"]
    assert heard == [("control", b"\x81\x00\x01")]


def test_question_without_an_answer_gives_nothing_after_its_time() -> None:
    said = Talk(Ask("control", b"\x01\x01\x01", "control", b"\xff", timeout_s=3.0))
    talk(kickstand(), said)
    assert said.answers == [b""]


def test_question_whose_answer_comes_in_pieces_waits_for_the_last() -> None:
    pieces: list[bytes] = []

    def has_come() -> bool:
        return len(pieces) == 2

    asked = Ask("control", b"\x01\x01\x01", "control", b"", has_come=has_come)
    assert not asked.is_answered_by("control", b"one")
    pieces += [b"one", b"two"]
    assert asked.is_answered_by("control", b"two")
    assert not asked.is_answered_by("data", b"two")
    said = Talk(Ask("control", b"\x01\x01\x01", "control", b"", 1.0, lambda: False), asked)
    talk(kickstand(), said)
    assert said.answers == [b"", b"\x81\x00\x01"]


def test_question_over_a_channel_that_a_sensor_lacks_is_not_waited_for() -> None:
    sensor = kickstand()
    sensor.without.add("info")
    said = Talk(
        Ask("info", b"x", "control", b"", timeout_s=60.0),
        Ask("control", b"\x01\x01\x01", "info", b"", timeout_s=60.0),
    )
    talk(sensor, said)
    assert said.answers == [b"", b""]
    assert sensor.orders == []


def test_every_kind_of_step_is_done_in_order() -> None:
    sensor = kickstand()
    said = Talk(
        Notify("control"), Wait(0.5), Write("control", b"\x02"), Read("info"), Silence("control"),
        Write("control", b"\x02"),
    )  # fmt: skip
    heard = talk(sensor, said)
    assert sensor.orders == [("control", b"\x02"), ("control", b"\x02")]
    assert [role for role, _ in heard] == ["control"]  # silent for the second
    assert said.answers[3] == sensor.peripheral.read("info")


def test_channel_that_a_sensor_lacks_is_passed_over() -> None:
    sensor = kickstand()
    sensor.without.add("info")
    said = Talk(Read("info"), Notify("info"), Write("info", b"x"), Silence("info"))
    talk(sensor, said)
    assert said.answers == [b""] * 4
    assert sensor.orders == []


@pytest.mark.parametrize(
    ("properties", "answers"),
    [(["write"], True), (["write-without-response"], False), (["write", "notify"], True)],
)
def test_writing_waits_for_the_answer_where_the_sensor_gives_one(
    properties: list[str], *, answers: bool
) -> None:
    told: list[bool | None] = []

    def change(_: World, client: BleakClient) -> None:
        characteristic = client.services.get_characteristic("15490003-6b09-484b-a2b6-e9731f04f111")
        assert characteristic is not None
        characteristic._properties = properties  # type: ignore[assignment]
        backend = client._backend  # pyright: ignore[reportPrivateUsage]
        write = backend.write_gatt_char

        async def watched(
            one: BleakGATTCharacteristic,
            data: bytes,
            response: bool,
        ) -> None:
            told.append(response)
            await write(one, data, response)

        backend.write_gatt_char = watched  # type: ignore[method-assign, assignment]

    talk(kickstand(), Talk(Write("control", b"\x02")), before=change)
    assert told == [answers]


@pytest.mark.parametrize("what", ["write", "read", "start_notify"])
def test_step_that_hangs_ends(what: str) -> None:
    said = Talk(Notify("control"), Write("control", b"\x02"), Read("info"))
    with pytest.raises(TimeoutError):
        talk(kickstand(), said, before=lambda world, _: world.hangs.add(what))


def test_dialogue_that_gives_up_is_closed_and_heard() -> None:
    ended: list[str] = []

    class Refusing(Talk):
        def run(self) -> Dialogue:
            try:
                yield HELLO
                raise DriverError("not this one")
            finally:
                ended.append("closed")

    with pytest.raises(DriverError, match="not this one"):
        talk(kickstand(), Refusing())
    assert ended == ["closed"]


def test_of_two_channels_of_one_uuid_the_one_in_the_drivers_service_is_taken() -> None:
    sensor = kickstand()

    def double(_: World, client: BleakClient) -> None:
        table = client.services
        other = BleakGATTService(None, 200, SIG.format("fff0"))
        table.add_service(other)
        uuid = "15490003-6b09-484b-a2b6-e9731f04f111"
        table.add_characteristic(
            BleakGATTCharacteristic(None, 201, uuid, ["write"], lambda: 20, other)
        )
        assert roles_of(sensor.driver, client)["control"].service_handle == 1

    talk(sensor, before=double)


def test_callbacks_of_a_visit_that_is_over_are_not_believed() -> None:
    sensor = FakeSensor("AA:09", BY_FAMILY["kickstand"])
    world = World(sensor)
    took: list[float] = []

    async def whole() -> None:
        sightings = Sightings([sensor.driver])
        sightings.note(BLEDevice(sensor.address, sensor.name, None), sensor.advertisement)
        (found,) = sightings.all()
        visit = Visit(
            found, sensor.driver, None, world.radio(), Patience(), now_s,
            lambda at_s, _: took.append(at_s),
        )  # fmt: skip
        await visit.connect(afresh=False)
        await visit.set_up(introduce=False)
        visit.begin()
        host = sensor.client
        assert host is not None
        sensor.live_until(0.05)
        assert took
        assert isinstance(host, FakeClient)
        late = host.callbacks["data"]
        (packet,) = sensor.peripheral.encode(sample(99, 100.0))
        late(bytearray(packet.data))
        before = len(took)
        await visit.leave()
        late(bytearray(packet.data))
        assert len(took) == before

    quickly(whole())


@pytest.mark.parametrize(("family", "kept"), [("kickstand", 4), ("witmotion", 0)])
def test_samples_during_set_up_are_kept_only_where_they_say_when_they_were_taken(
    family: str, kept: int
) -> None:
    sensor = FakeSensor("AA:08", BY_FAMILY[family])
    took: list[float] = []

    async def whole() -> None:
        sightings = Sightings([sensor.driver])
        sightings.note(BLEDevice(sensor.address, sensor.name, None), sensor.advertisement)
        (found,) = sightings.all()
        radio = World(sensor).radio()
        visit = Visit(
            found, sensor.driver, None, radio, Patience(), now_s, lambda at_s, _: took.append(at_s)
        )
        await visit.connect(afresh=False)
        await visit.set_up(introduce=False)
        sensor.live_until(0.0)
        sensor.live_until(0.03)  # the driver has not said yet that this is all
        assert took == []
        visit.begin()
        assert len(took) == kept
        await visit.leave()

    quickly(whole())
