"""What is used of segno 1.6, whose own stubs come with it; these are for checking without it."""

from collections.abc import Iterator

class QRCode:
    def matrix_iter(self, scale: int = 1, border: int | None = None) -> Iterator[bytearray]: ...

def make(content: str, error: str | None = None, *, micro: bool | None = None) -> QRCode: ...
