"""The line for what a person should know once: in turn, for a while, each thing once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.notice import SHOWN_FRAMES, NoticeLine

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def line() -> Iterator[NoticeLine]:
    found = NoticeLine()
    yield found
    found.deleteLater()


def frames(line: NoticeLine, count: int) -> None:
    for _ in range(count):
        line.tick()


def test_what_comes_together_is_shown_one_after_another(line: NoticeLine) -> None:
    frames(line, 1)
    assert line.isHidden()
    line.tell("One.")
    line.tell("Two.")
    frames(line, 1)
    assert (line.isHidden(), line.text()) == (False, "One.")
    frames(line, SHOWN_FRAMES - 1)
    assert line.text() == "One."
    frames(line, 1)
    assert line.text() == "Two."
    frames(line, SHOWN_FRAMES)
    assert line.isHidden()


def test_nothing_is_shown_twice(line: NoticeLine) -> None:
    for percent in (9, 8, 7):
        line.tell(f"{percent} % left.", "low")
        line.tell("No sound.")
        line.tell("")
    frames(line, 1)
    assert line.text() == "9 % left."
    frames(line, SHOWN_FRAMES)
    assert line.text() == "No sound."
    frames(line, SHOWN_FRAMES)
    assert line.isHidden()
