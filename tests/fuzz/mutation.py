"""Right inputs made wrong, by chance that can be repeated."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

LONGEST = 60_000
"""Bytes of an input."""

WORDS: tuple[bytes, ...] = (
    b"nan", b"inf", b"-1", b"0", b"1e308", b"-1e308", b"1e-320", b"1e400", b"9" * 30, b"9" * 5000,
    b"null", b"true", b"{}", b"[]", b'""', b"[" * 3000, b'{"a":' * 3000, b"\\u0000", b"\\ud800",
    b"\x1b[2J", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\r\n", b"\n", b",", b";", b"\t", b'"',
    b"\x1c", b"\x1d", b"\x1f\x8b", b"PK\x03\x04", b"\xe2\x80\xae", b"%s%n", b"../..", b"x" * 3000,
    b"2999-12-31T23:59:59Z", b"0001-01-01T00:00:00+14:00", b"-0.0", b"1_0", b"0x10", b" ",
    b"\xff" * 16, b"\x80" * 8, b"\x7f\xff\xff\xff", b"Infinity", b"18446744073709551616",
)  # fmt: skip
"""What somebody has stumbled over before."""


class Mutator:
    """Makes inputs of a corpus.

    Parameters
    ----------
    corpus : to begin with; not empty.
    seed : the same gives the same inputs.
    """

    def __init__(self, corpus: Sequence[bytes], seed: int) -> None:
        self._corpus = list(corpus)
        self._chance = random.Random(seed)
        self._ways: tuple[Callable[[bytearray], None], ...] = (
            self._flip, self._byte, self._cut, self._double, self._word, self._swap,
            self._number, self._splice, self._end,
        )  # fmt: skip

    def next(self) -> bytes:
        """One more input."""
        data = bytearray(self._chance.choice(self._corpus))
        for _ in range(self._chance.choice((1, 1, 2, 4, 12))):
            self._chance.choice(self._ways)(data)
        return bytes(data[:LONGEST])

    def _at(self, data: bytearray) -> int:
        return self._chance.randrange(len(data)) if data else 0

    def _span(self, data: bytearray) -> slice:
        start = self._at(data)
        longest = self._chance.choice((1, 4, 32, 256, len(data) or 1))
        return slice(start, start + self._chance.randint(1, longest))

    def _flip(self, data: bytearray) -> None:
        if data:
            data[self._at(data)] ^= 1 << self._chance.randrange(8)

    def _byte(self, data: bytearray) -> None:
        if data:
            data[self._at(data)] = self._chance.choice((0, 1, 127, 128, 255, 10, 44, 46, 45, 57))

    def _cut(self, data: bytearray) -> None:
        del data[self._span(data)]

    def _double(self, data: bytearray) -> None:
        span = self._span(data)
        data[span.start : span.start] = bytes(data[span]) * self._chance.choice((1, 1, 3, 20))

    def _word(self, data: bytearray) -> None:
        at = self._at(data)
        data[at:at] = self._chance.choice(WORDS)

    def _swap(self, data: bytearray) -> None:
        first, second = self._span(data), self._span(data)
        data[first] = bytes(data[second])

    def _number(self, data: bytearray) -> None:
        """Another number in the place of one that is written in digits."""
        at = self._at(data)
        digits = b"0123456789.-+eE"
        start = next((k for k in range(at, len(data)) if data[k] in digits), None)
        if start is None:
            return
        stop = next((k for k in range(start, len(data)) if data[k] not in digits), len(data))
        data[start:stop] = self._chance.choice(WORDS[:12])

    def _splice(self, data: bytearray) -> None:
        other = self._chance.choice(self._corpus)
        data[self._at(data) :] = other[self._chance.randrange(len(other) + 1) :]

    def _end(self, data: bytearray) -> None:
        del data[self._at(data) :]
