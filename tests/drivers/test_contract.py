"""What every driver must do, whoever wrote it: the built-in ones and a described one."""

from __future__ import annotations

import pickle
import tomllib
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.drivers.door import Advertisement, Connection, Notification, Place
from imu.drivers.registry import find_drivers, recognise
from imu.drivers.roles import find_roles
from imu.drivers.samples import Samples, join
from imu.drivers.scaling import acc_scale
from imu.errors import DriverError
from tests.drivers.conversation import Conversation
from tests.drivers.families import OWN, ROOT, Family, families

FAMILIES = families()
MOST_BYTES = 1_000_000
"""Of a connection's state: two Polar streams that wait for each other take a quarter of it."""

every_family = pytest.mark.parametrize("family", FAMILIES, ids=str)


def motion(n: int, seed: int = 1) -> Samples:
    """(n,) samples of a lively sensor, within every family's ranges."""
    rng = np.random.default_rng(seed)
    acc = np.array([0.0, 0.0, 9.8]) + rng.normal(0.0, 2.5, (n, 3))
    return Samples(acc, rng.normal(0.0, 2.0, (n, 3)))


def meet(family: Family, rate_hz: float | None = None) -> Conversation:
    """A connection that has been set up with a virtual sensor."""
    peripheral = family.driver.peripheral()
    assert peripheral is not None
    talk = Conversation(family.driver.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    return talk


def heard_from(family: Family) -> list[Notification]:
    """What arrives of 24 samples: several notifications, be they batches or not."""
    talk = meet(family)
    talk.received.clear()
    for seed in range(3):
        talk.stream(motion(8, seed))
    return talk.received


def decode(connection: Connection, heard: Iterable[Notification]) -> Samples:
    """Decode everything and look at what comes out."""
    parts = [connection.decode(one.role, one.data) for one in heard]
    for part in parts:
        assert part.acc_m_s2.shape == part.gyr_rad_s.shape == (len(part), 3)
        assert np.isfinite(part.acc_m_s2).all()
        assert np.isfinite(part.gyr_rad_s).all()
        for stamps in (part.sensor_time_s, part.seq):
            assert stamps is None or (len(stamps) == len(part) and np.isfinite(stamps).all())
    return join(parts)


@every_family
def test_published_bytes_have_published_meanings(family: Family) -> None:
    assert family.vectors, "a driver needs vectors, and its page their source"
    for vector in family.vectors:
        connection = family.driver.connect()
        got = decode(connection, vector.heard)
        vector.check(got)
        assert connection.troubles.count == 0, connection.troubles.last
        if vector.battery_percent is not None:
            assert connection.battery_percent == vector.battery_percent


def test_the_built_in_drivers_come_through_the_same_door_as_any_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    offered = sorted(project["entry-points"]["imu.drivers"])
    again = "run `pip install --editable .` again: entry points are read from what is installed"
    assert [driver.family for driver in find_drivers().drivers] == offered, again


@every_family
def test_every_page_is_there_and_says_how_sure_it_is(family: Family) -> None:
    facts = family.driver.facts
    if not facts.page:
        assert "own" in family.driver.family
        return
    page = (ROOT / "firmware_notes" / "sensors" / f"{facts.page}.md").read_text(encoding="utf-8")
    sure = f"confirmed on hardware by {facts.confirmed_by}"
    assert (sure if facts.confirmed_by else "published vectors only") in page
    assert "Source" in page


@every_family
def test_a_sensor_is_recognised_by_its_advertisement(family: Family) -> None:
    peripheral = family.driver.peripheral()
    assert peripheral is not None
    drivers = [one.driver for one in FAMILIES]
    found = recognise(drivers, peripheral.advertisement)
    assert found is not None
    assert found[0].family == family.driver.family
    assert not found[1].refusal
    assert recognise(drivers, Advertisement("Living room TV")) is None
    assert recognise(drivers, Advertisement()) is None


@every_family
def test_set_up_ends_in_samples_at_each_of_its_rates(family: Family) -> None:
    for rate_hz in family.driver.facts.rates_hz:
        talk = meet(family, rate_hz)
        assert talk.peripheral.streaming
        assert talk.peripheral.rate_hz == talk.connection.rate_hz == rate_hz
        assert "data" in talk.listening
        assert len(talk.stream(motion(50))) == 50
        talk.run(talk.connection.stop())
        assert talk.listening == set()


@every_family
def test_a_rate_that_it_does_not_have_is_refused_with_those_that_it_has(family: Family) -> None:
    with pytest.raises(DriverError, match="has no rate of 12345 Hz") as error:
        family.driver.connect(12345.0)
    assert f"{family.driver.facts.rates_hz[-1]:g}" in error.value.advice


@every_family
@pytest.mark.parametrize("at_a_time", [1, 7, 60])
def test_what_is_measured_arrives_to_the_resolution_of_the_sensor(
    family: Family, at_a_time: int
) -> None:
    sent = motion(60)
    got = meet(family).stream(sent, at_a_time)
    facts = family.driver.facts
    count = acc_scale(facts.acc_range_g).unit
    assert len(got) == len(sent)
    # Polar's normal mode counts in milli-g, all others in 16 bits of their range; Movesense's chip
    # has 0.07 degrees/s, none is coarser.
    assert np.abs(got.acc_m_s2 - sent.acc_m_s2).max() <= 0.56 * max(count, 0.0098)
    assert np.abs(got.gyr_rad_s - sent.gyr_rad_s).max() <= 0.56 * np.radians(0.07)


@every_family
def test_encoding_what_was_decoded_gives_the_same_again(family: Family) -> None:
    first = meet(family).stream(motion(60))
    again = meet(family).stream(first)
    np.testing.assert_array_equal(again.acc_m_s2, first.acc_m_s2)
    np.testing.assert_array_equal(again.gyr_rad_s, first.gyr_rad_s)
    if first.sensor_time_s is not None and again.sensor_time_s is not None:
        exact_s = max(family.driver.facts.timing.tick_s, 2e-6)
        np.testing.assert_allclose(again.sensor_time_s, first.sensor_time_s, rtol=0, atol=exact_s)
    if first.seq is not None and again.seq is not None:
        np.testing.assert_array_equal(again.seq, first.seq)


@every_family
def test_stamps_are_told_as_the_facts_say(family: Family) -> None:
    got = meet(family).stream(motion(60))
    timing = family.driver.facts.timing
    assert (got.sensor_time_s is None) == (timing.kind in {"none", "sequence"})
    assert (got.seq is None) == (timing.seq_wrap is None)
    if got.sensor_time_s is not None:
        steps = np.diff(got.sensor_time_s)
        exact_s = max(timing.tick_s, 2e-6)
        np.testing.assert_allclose(steps, 1.0 / family.driver.facts.rate_hz, rtol=0, atol=exact_s)


@every_family
def test_the_battery_is_told(family: Family) -> None:
    talk = meet(family)
    talk.stream(motion(40))
    talk.run(talk.connection.ask_battery())
    percent = talk.connection.battery_percent
    assert percent is not None
    assert 0.0 < percent < 100.0


@every_family
def test_numbers_have_no_more_decimals_than_the_sensor_has_counts(family: Family) -> None:
    got = meet(family).stream(motion(60))
    np.testing.assert_array_equal(np.round(got.acc_m_s2, 5), got.acc_m_s2)
    np.testing.assert_array_equal(np.round(got.gyr_rad_s, 6), got.gyr_rad_s)


@every_family
def test_a_cut_notification_is_counted_or_still_makes_sense(family: Family) -> None:
    heard = [*heard_from(family), *(one for v in family.vectors for one in v.heard)]
    whole = len(decode(family.driver.connect(), heard))
    for index, one in enumerate(heard[:12]):
        for length in range(len(one.data)):
            connection = family.driver.connect()
            cut = [*heard[:index], Notification(one.role, one.data[:length]), *heard[index + 1 :]]
            got = decode(connection, cut)
            assert len(got) <= whole
            # Polar's blocks can be cut between two, and an empty notification is no trace of one.
            unseen = length == 0 or family.driver.facts.timing.batch_s > 0.0
            assert connection.troubles.count or unseen or len(got) == whole


@every_family
def test_a_flipped_bit_is_counted_or_still_makes_sense(family: Family) -> None:
    heard = heard_from(family)[:6]
    for index, one in enumerate(heard):
        for bit in range(8 * len(one.data)):
            flipped = bytearray(one.data)
            flipped[bit // 8] ^= 1 << (bit % 8)
            damaged = [*heard[:index], Notification(one.role, bytes(flipped)), *heard[index + 1 :]]
            connection = family.driver.connect()
            got = decode(connection, damaged)
            assert connection.troubles.count or len(got)


roles = st.sampled_from(["data", "control", "battery", "commands", "nonsense"])
rubbish = st.lists(st.tuples(roles, st.binary(max_size=80)), max_size=20)


@every_family
@settings(max_examples=60)
@given(rubbish)
def test_rubbish_is_neither_a_crash_nor_a_hang(
    family: Family, heard: list[tuple[str, bytes]]
) -> None:
    connection = family.driver.connect()
    decode(connection, [Notification(role, data) for role, data in heard])
    assert len(pickle.dumps(connection)) < MOST_BYTES


@every_family
def test_hours_of_rubbish_take_no_more_memory_than_seconds(family: Family) -> None:
    rng = np.random.default_rng(5)
    heads = [one.data[:10] for one in heard_from(family)]
    connection = family.driver.connect()
    for turn in range(3000):
        head = heads[turn % len(heads)]
        connection.decode("data", head + rng.bytes(int(rng.integers(0, 400))))
    assert connection.troubles.count > 1000
    assert len(pickle.dumps(connection)) < MOST_BYTES


@every_family
def test_after_rubbish_samples_come_again(family: Family) -> None:
    talk = meet(family)
    rng = np.random.default_rng(6)
    talk.stream(motion(30))
    for _ in range(50):
        talk.connection.decode("data", rng.bytes(33))
    assert len(talk.stream(motion(300, seed=2))) > 200


def outcome(family: Family, answers: Iterable[bytes]) -> DriverError | None:
    """Run a set-up against answers that nobody has thought about."""
    dialogue = family.driver.connect().setup()
    try:
        next(dialogue)
        for answer in answers:
            dialogue.send(answer)
    except StopIteration:
        return None
    except DriverError as error:
        return error
    pytest.fail("set-up does not come to an end")


@every_family
def test_a_sensor_that_does_not_answer_is_named_or_not_needed(family: Family) -> None:
    error = outcome(family, [b""] * 100)
    assert error is None or error.advice


@every_family
@settings(max_examples=100)
@given(st.lists(st.binary(max_size=24), min_size=30, max_size=30))
def test_absurd_answers_are_named(family: Family, answers: list[bytes]) -> None:
    error = outcome(family, answers)
    assert error is None or str(error)


@every_family
def test_missing_channels_are_named(family: Family) -> None:
    profile = family.driver.profile
    for accepted in range(max(len(uuids) for uuids in profile.needed.values())):
        present = {
            Place(profile.place(role).service, uuids[min(accepted, len(uuids) - 1)])
            for role, uuids in profile.needed.items()
        }
        assert set(find_roles(family.driver, present)) == set(profile.needed)
    for role in profile.needed:
        others = {profile.place(other) for other in profile.needed if other != role}
        with pytest.raises(DriverError, match=f"its {role} channel") as error:
            find_roles(family.driver, others)
        assert error.value.advice


def test_the_example_of_a_described_sensor_is_among_them() -> None:
    assert OWN.exists()
    assert [str(family) for family in FAMILIES][-1] == "own-mpu6050"
