"""What all that takes bytes from outside has promised: a value, or a sentence with advice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from imu.drivers.samples import Samples
from imu.errors import ImuError
from imu.samples import SIDES, Block

T = TypeVar("T")

LONGEST_SENTENCE = 900
"""Characters that a person is shown. Names of files are in them."""


@dataclass(frozen=True)
class Target:
    """One surface.

    Attributes
    ----------
    name : what it is called on the command line.
    run : tries one input. Whatever it raises is a bug of ours.
    seeds : makes inputs that are right, or nearly: what mutations begin with.
    """

    name: str
    run: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]


def value_or_sentence(action: Callable[[], T]) -> T | None:
    """What an action gives; None if it refuses, which it has to do in words for a person."""
    try:
        return action()
    except ImuError as error:
        check_sentence(error)
        return None


def check_sentence(error: ImuError) -> None:
    """A refusal is one printable line of bearable length, and says what can be done."""
    message = str(error)
    assert is_plain(message), f"not fit for a terminal: {message!r}"
    assert len(message) < LONGEST_SENTENCE, f"too long: {message[:200]!r} ..."
    assert error.advice.strip(), f"no advice: {message!r}"


def is_plain(text: str) -> bool:
    """Whether a text stays on its line and moves no cursor."""
    return not any(unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" for one in text)


def check_block(block: Block) -> None:
    """Everything that the stages after it rely on."""
    assert block.side in SIDES
    n = len(block)
    assert block.acc_m_s2.shape == block.gyr_rad_s.shape == (n, 3)
    assert np.all(np.diff(block.time_s) > 0), "time does not increase"
    for values in (block.time_s, block.acc_m_s2, block.gyr_rad_s):
        assert np.all(np.isfinite(values)), "not finite"
    assert block.seq is None or len(block.seq) == n


def check_samples(samples: Samples) -> None:
    """What a driver decodes is numbers of the right shape, with as many stamps."""
    n = len(samples)
    assert samples.acc_m_s2.shape == samples.gyr_rad_s.shape == (n, 3)
    assert np.all(np.isfinite(samples.acc_m_s2)), "not finite"
    assert np.all(np.isfinite(samples.gyr_rad_s)), "not finite"
    for stamps in (samples.sensor_time_s, samples.seq):
        assert stamps is None or len(stamps) == n
        assert stamps is None or np.all(np.isfinite(stamps)), "stamps are not finite"


def written(path: Path, data: bytes) -> Path:
    """A file with these bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
