"""What is done to a sound before it becomes a clip: trimmed, brightened, faded, levelled."""

from __future__ import annotations

import numpy as np

from dashboard.sound.library import RATE_HZ
from imu.samples import Floats

PEAK = 0.89
"""Of full scale (-1 dB): no sample goes beyond, so that resampling cannot make it clip."""

_KNEE = 0.7
"""Of full scale. Peaks beyond are rounded off towards `PEAK`: a few samples of a click, which would
otherwise make the whole word softer than the others."""

_MOST_ROUNDED = 1.1
"""Of full scale. A peak beyond would be heard as broken when it is rounded off."""

_FRAME = RATE_HZ // 200
"""Samples in 5 ms, the grain in which a sound begins and ends."""

_VOICED_DB = -25.0
"""dB below the loudest frame: softer frames are pauses and tails and say nothing of loudness."""

_BEGINS_DB, _ENDS_DB = -40.0, -45.0
"""dB below the loudest frame. What is softer before the word only delays it; an f, the softest
sound that begins one, is at -35 dB. Ends may take longer to die away."""

_FADE_IN_S, _FADE_OUT_S = 0.002, 0.020
"""s. Long enough not to click; the first short enough to leave the t of "two" alone."""


def frame_levels(samples: Floats) -> Floats:
    """Level of each 5 ms, dB relative to the loudest: (n // 80,)."""
    power = np.mean(_framed(samples) ** 2, axis=1)
    return 10.0 * np.log10(power / power.max() + 1e-12)


def voiced_rms(samples: Floats) -> float:
    """Root mean square of the parts that carry the sound, in units of full scale."""
    voiced = _framed(samples)[frame_levels(samples) > _VOICED_DB]
    return float(np.sqrt(np.mean(voiced**2)))


def trimmed(samples: Floats) -> Floats:
    """Cut off the silence before and after."""
    levels = frame_levels(samples)
    first = int(np.argmax(levels > _BEGINS_DB))
    last = int(np.flatnonzero(levels > _ENDS_DB)[-1])
    return samples[first * _FRAME : (last + 1) * _FRAME]


def brightened(samples: Floats, gain_db: float = 6.0) -> Floats:
    """Raise what consonants live on.

    The gain rises over two octaves, from 1 kHz to 4 kHz: laptop speakers and music take most from
    there, and hearing gets weak there first.
    """
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1.0 / RATE_HZ)
    octaves = np.log2(np.maximum(hz, 1.0) / 1000.0)
    share = 0.5 - 0.5 * np.cos(np.pi * np.clip(octaves / 2.0, 0.0, 1.0))
    return np.fft.irfft(spectrum * 10.0 ** (gain_db * share / 20.0), len(samples))


def faded(samples: Floats) -> Floats:
    """Let it begin and end at nothing, without a click."""
    shape = np.ones(len(samples))
    rise, fall = round(_FADE_IN_S * RATE_HZ), round(_FADE_OUT_S * RATE_HZ)
    shape[:rise] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    shape[-fall:] = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    return samples * shape


def levelled(samples: Floats, rms: float) -> Floats:
    """Bring the voiced parts to `rms`; peaks are rounded off, so that none goes beyond `PEAK`.

    A sound of hardly more than its peak stays softer: it is as loud as the others all the same,
    for most of what is called voiced of it is faint.
    """
    result = samples * (rms / voiced_rms(samples))
    peak = float(np.abs(result).max())
    if peak > _MOST_ROUNDED:
        result *= _MOST_ROUNDED / peak
    return _rounded(result) if peak > PEAK else result


def _rounded(samples: Floats) -> Floats:
    size, room = np.abs(samples), PEAK - _KNEE
    above = np.maximum(size - _KNEE, 0.0)
    return np.sign(samples) * (np.minimum(size, _KNEE) + room * np.tanh(above / room))


def _framed(samples: Floats) -> Floats:
    return samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
