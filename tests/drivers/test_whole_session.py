"""A whole simulated session, sent as bytes by each virtual sensor, counts like the file itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import imu
from imu.drivers.samples import Samples
from imu.recording import Recording, read_recording
from imu.samples import Block, Floats
from tests.drivers.conversation import Conversation
from tests.drivers.families import ROOT, Family, families


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Ten reps of a simulated person, 50 Hz."""
    return read_recording(ROOT / "recordings" / "simulated_right")


def times_of(got: Samples, block: Block) -> Floats:
    """Session time of what arrived: by the sensor's stamps, else by counting."""
    if got.sensor_time_s is None:
        assert len(got) == len(block)
        return block.time_s
    return got.sensor_time_s


@pytest.mark.parametrize("family", families(), ids=str)
def test_bytes_count_like_the_file(family: Family, recording: Recording) -> None:
    block = recording.streams["right"].block
    peripheral = family.driver.peripheral()
    assert peripheral is not None
    rate_hz = min(family.driver.facts.rates_hz, key=lambda rate: abs(rate - 50.0))
    talk = Conversation(family.driver.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    got = talk.stream(Samples(block.acc_m_s2, block.gyr_rad_s, block.time_s), at_a_time=10)
    assert talk.connection.troubles.count == 0
    assert len(got) >= len(block) - 2

    times = times_of(got, block)
    kept = np.isin(np.round(times * 1000), np.round(block.time_s * 1000))
    # Polar's first frame is counted back at 52 Hz, and this person moved at 50.
    assert kept.mean() > 0.95, "stamps come back to the millisecond"

    arrived = Block("right", times, got.acc_m_s2, got.gyr_rad_s)
    streams = {**recording.streams, "right": replace(recording.streams["right"], block=arrived)}
    told = imu.analyze(replace(recording, streams=streams)).sides["right"]
    truth = imu.analyze(recording).sides["right"]
    assert told.count == truth.count == 10
    ends = [[rep.end_s for one in side.sets for rep in one.reps] for side in (told, truth)]
    np.testing.assert_allclose(ends[0], ends[1], rtol=0, atol=0.05)
    depths = [[rep.depth_deg for one in side.sets for rep in one.reps] for side in (told, truth)]
    np.testing.assert_allclose(depths[0], depths[1], rtol=0, atol=0.5)
