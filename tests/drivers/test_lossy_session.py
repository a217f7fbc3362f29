"""A whole simulated session over a link that loses notifications of either stream still counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import imu
from imu.drivers.registry import find_drivers, named
from imu.drivers.samples import Samples
from imu.recording import Recording, read_recording
from imu.samples import Block
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from tests.drivers.conversation import Conversation
from tests.drivers.families import ROOT

DELAY_S = 0.015


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Ten reps of a simulated person, 50 Hz."""
    return read_recording(ROOT / "recordings" / "simulated_right")


def arrived(family: str, block: Block, lost: float) -> list[Block]:
    """What the source makes of a session of which some notifications are lost."""
    driver = named(find_drivers().drivers, family)
    peripheral = driver.peripheral()
    assert peripheral is not None
    rate_hz = min(driver.facts.rates_hz, key=lambda rate: abs(rate - 50.0))
    talk = Conversation(driver.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    clock = SensorClock("right", Rhythm.of(driver.facts.timing, rate_hz))
    rng = np.random.default_rng(11)
    parts: list[Block] = []
    for row, time_s in enumerate(block.time_s.tolist()):
        taken = Samples(block.acc_m_s2[row : row + 1], block.gyr_rad_s[row : row + 1])
        sent = [one for one in peripheral.encode(taken) if rng.random() >= lost]
        got = talk.hear(sent)
        if len(got):
            parts.append(clock.push(time_s + DELAY_S, got))
    assert (talk.connection.troubles.count > 0) == (lost > 0.0)
    return [*parts, clock.flush()]


@pytest.mark.parametrize("lost", [0.0, 0.005, 0.02])
@pytest.mark.parametrize("family", ["metamotion", "adafruit", "arduino-nano", "arduino-nicla"])
def test_losses_of_either_stream_do_not_change_the_count(
    family: str, lost: float, recording: Recording
) -> None:
    whole = recording.streams["right"]
    parts = arrived(family, whole.block, lost)
    block = Block(
        "right",
        np.concatenate([part.time_s for part in parts]),
        np.concatenate([part.acc_m_s2 for part in parts]),
        np.concatenate([part.gyr_rad_s for part in parts]),
    )
    assert len(block) > (1.0 - 3.0 * lost) * len(whole.block) - 3
    streams = {**recording.streams, "right": replace(whole, block=block)}
    told = imu.analyze(replace(recording, streams=streams)).sides["right"]
    truth = imu.analyze(recording).sides["right"]
    assert told.count == truth.count == 10
    depths = [[rep.depth_deg for one in side.sets for rep in one.reps] for side in (told, truth)]
    np.testing.assert_allclose(depths[0], depths[1], rtol=0, atol=2.0)
