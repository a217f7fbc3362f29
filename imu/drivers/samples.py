"""What a driver makes of bytes: samples in SI units, with the stamps that the sensor itself gave.

A driver neither unwraps nor invents a stamp: bridging a loss that is longer than the counter needs
the time of arrival, which only a source has. `Timing` says how the stamps are to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from imu.samples import Floats, Ints

TimeKind = Literal["none", "sequence", "ticks", "absolute"]
"""What a sensor tells about time: nothing; a counter only; a clock that wraps; one that does not
within a session (it may still start anywhere, and anew when the sensor is switched on)."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How the stamps of a sensor are to be read.

    Attributes
    ----------
    kind : see `TimeKind`. A sensor of kind "ticks" or "absolute" may have a sequence as well.
    wrap_s : `sensor_time_s` runs in [0, wrap_s), s; None where it does not wrap.
    seq_wrap : `seq` runs in [0, seq_wrap); None where there is no counter or it does not wrap.
    batch_s : samples arrive in batches of up to this length, s; 0 for one by one.
    tick_s : how coarse its stamps are, s; 0 for a microsecond or finer.
    """

    kind: TimeKind
    wrap_s: float | None = None
    seq_wrap: int | None = None
    batch_s: float = 0.0
    tick_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Samples:
    """Some samples of one sensor, in the order in which they were taken.

    Attributes
    ----------
    acc_m_s2 : (n, 3) specific force in the sensor frame, m/s², rounded to the sensor's resolution.
    gyr_rad_s : (n, 3) angular rate in the sensor frame, rad/s, rounded likewise.
    sensor_time_s : (n,) the sensor's own time, s, still wrapped; or None where it tells none.
    seq : (n,) the sensor's own counter of samples, still wrapped; or None where it has none.
    """

    acc_m_s2: Floats
    gyr_rad_s: Floats
    sensor_time_s: Floats | None = None
    seq: Ints | None = None

    def __len__(self) -> int:
        return len(self.acc_m_s2)

    def __getitem__(self, rows: slice) -> Samples:
        """Some of the samples, with their stamps."""
        return Samples(
            self.acc_m_s2[rows],
            self.gyr_rad_s[rows],
            None if self.sensor_time_s is None else self.sensor_time_s[rows],
            None if self.seq is None else self.seq[rows],
        )


NO_SAMPLES = Samples(np.empty((0, 3)), np.empty((0, 3)))
"""What bytes without a sample in them decode to: (0, 3) each, no stamps."""


def join(parts: Sequence[Samples]) -> Samples:
    """Put samples of one sensor one after another; empty ones are left out.

    Stamps are kept where every part that has samples has them.
    """
    full = [part for part in parts if len(part)]
    if len(full) < 2:
        return full[0] if full else NO_SAMPLES
    times = [part.sensor_time_s for part in full if part.sensor_time_s is not None]
    counts = [part.seq for part in full if part.seq is not None]
    return Samples(
        np.concatenate([part.acc_m_s2 for part in full]),
        np.concatenate([part.gyr_rad_s for part in full]),
        np.concatenate(times) if len(times) == len(full) else None,
        np.concatenate(counts) if len(counts) == len(full) else None,
    )
