"""The QR code of an address is one, for the terminal as for the window."""

from __future__ import annotations

import pytest

from imu.sources.phone.qr import QUIET, modules, terminal_lines

URL = "http://192.168.1.20:8765/0123456789abcdef"

FINDER = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
"""The pattern in three corners by which a reader finds a code (ISO/IEC 18004, 6.3.3)."""


def corner(rows: tuple[tuple[bool, ...], ...], top: int, left: int) -> list[str]:
    return ["".join("#" if rows[top + y][left + x] else "." for x in range(7)) for y in range(7)]


def test_a_code_has_its_three_finders_and_a_quiet_zone() -> None:
    rows = modules(URL)
    size = len(rows)
    assert {len(row) for row in rows} == {size}
    assert (size - 2 * QUIET - 17) % 4 == 0
    far = size - QUIET - 7
    for top, left in ((QUIET, QUIET), (QUIET, far), (far, QUIET)):
        assert corner(rows, top, left) == FINDER
    assert not any(any(row) for row in rows[:QUIET])


def test_lines_of_a_terminal_are_the_modules() -> None:
    rows, lines = modules(URL), terminal_lines(URL)
    assert len(lines) == (len(rows) + 1) // 2
    read: list[tuple[bool, ...]] = []
    for line in lines:
        read.append(tuple(mark in " ▄" for mark in line))
        read.append(tuple(mark in " ▀" for mark in line))
    assert tuple(read[: len(rows)]) == rows


@pytest.mark.parametrize("text", ["a", "x" * 500])
def test_any_address_fits(text: str) -> None:
    assert len(modules(text)) >= 21 + 2 * QUIET
