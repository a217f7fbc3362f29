"""The loudspeaker. The only file that knows miniaudio, and it imports it only when it is used."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from dashboard.sound.library import RATE_HZ
from imu.errors import ImuError

if TYPE_CHECKING:
    import miniaudio

PERIOD_MS = 15
"""ms. The device asks for samples this often, so a clip waits at most this long to be fetched.
Three such periods lie in the device (its default): 45 ms more until it is heard, and that long the
window may hold Python's lock before a word gets a hole."""


class Backend(StrEnum):
    """Where sound goes."""

    SYSTEM = "system"  # to the computer's default device
    NULL = "null"  # to a device without a loudspeaker, which takes samples as a real one does
    OFF = "off"  # nowhere: no device is opened


class SoundError(ImuError):
    """No device could be opened, or one was lost."""


_IGNORE = ctypes.CFUNCTYPE(None)(lambda: None)
"""What ALSA calls instead of printing. Kept for good: C code holds on to it."""


class Device(Protocol):
    """An open device."""

    def close(self) -> None:
        """Stop and let go of the device. Its thread has ended when this returns."""


Fill = Callable[[int], bytes]
"""Gives the next so many samples, or fewer, which are followed by silence."""

OpenDevice = Callable[[Backend, Fill, Callable[[], None]], Device]
"""As `open_device`."""


def open_device(backend: Backend, fill: Fill, lost: Callable[[], None]) -> Device:
    """Open the default device and let it ask for samples in a thread of its own.

    Parameters
    ----------
    backend : SYSTEM or NULL.
    fill : called in that thread; must neither wait nor raise.
    lost : called, in any thread, when the device stops by itself.

    Raises
    ------
    SoundError : there is no miniaudio, or no device that it can use.
    """
    try:
        import miniaudio
    except (ImportError, OSError) as error:
        raise SoundError("the package miniaudio is not installed") from error
    _silence_alsa()
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE_HZ,
            buffersize_msec=PERIOD_MS,
            backends=backends_for(backend),
            app_name="Kickstand",
        )
        return _Opened(device, fill, lost)
    except miniaudio.MiniaudioError as error:
        raise SoundError("no loudspeaker or headphones were found") from error


class _Opened:
    def __init__(
        self, device: miniaudio.PlaybackDevice, fill: Fill, lost: Callable[[], None]
    ) -> None:
        self._device = device
        device.stop_callback = lost
        device.start(_begun(fill))

    def close(self) -> None:
        self._device.stop_callback = None  # this stop is no loss
        self._device.close()


def backends_for(backend: Backend) -> list[miniaudio.Backend]:
    """List what may be tried, best first. Left to itself, miniaudio falls back on the null one."""
    import miniaudio

    if backend is Backend.NULL:
        return [miniaudio.Backend.NULL]
    enabled = miniaudio.get_enabled_backends() - {miniaudio.Backend.NULL}
    return sorted(enabled, key=lambda one: one.value)


def _silence_alsa() -> None:
    """Let Linux's sound library not print pages on a person's terminal where there is no device."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # no such library: nothing that could print
            ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_IGNORE)


def _begun(fill: Fill) -> Generator[bytes, int]:
    """Wrap `fill` the way miniaudio wants it: as a generator that waits for its first number."""
    generator = _samples(fill)
    next(generator)
    return generator


def _samples(fill: Fill) -> Generator[bytes, int]:
    count = yield b""
    while True:
        count = yield fill(count)
