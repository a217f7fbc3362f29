"""What Kickstand uses of miniaudio 1.71, typed. The package itself leaves its C values untyped."""

from collections.abc import Callable, Generator
from enum import Enum

class MiniaudioError(Exception): ...

class SampleFormat(Enum):
    SIGNED16 = ...

class Backend(Enum):
    NULL = ...
    @property
    def value(self) -> int: ...

def get_enabled_backends() -> set[Backend]: ...

class PlaybackDevice:
    stop_callback: Callable[[], None] | None

    def __init__(
        self,
        output_format: SampleFormat = ...,
        nchannels: int = 2,
        sample_rate: int = 44100,
        buffersize_msec: int = 200,
        *,
        backends: list[Backend] | None = None,
        app_name: str = "",
    ) -> None: ...
    def start(self, callback_generator: Generator[bytes, int]) -> None: ...
    def close(self) -> None: ...
