"""A view that has been led to and fro shows what a fresh one shows."""

from __future__ import annotations

import pytest

from imu.events import AnyEvent
from imu.live import Sought
from imu.live.past import Happening
from imu.samples import CommandKind
from imu.view import View, bookmarks
from imu.view.side import SideModel
from imu.view.snapshot import Snapshot
from tests.view.test_view import (
    BOTH,
    begins,
    dot,
    final,
    found,
    is_over,
    rejected,
    rep,
    told,
)

PAST: tuple[Happening, ...] = (
    found(),
    told(CommandKind.ARM, "right"),
    begins(),
    dot(1),
    rep(1),
    final(1),
    rejected("walking", 7),
    rep(2, depth_deg=31.0),
    final(2),
    rep(3),
    final(3),
    is_over(3, 40.0),
    found("left"),
    dot(4, "left"),
    rejected("step", 4, side="left"),
)


def after(view: View, first: int) -> Snapshot:
    """What is shown once the first so many were told by a seek."""
    view.advance(Sought(float(first), PAST[:first]))
    return view.snapshot()


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bookmark at every third happening."""
    monkeypatch.setattr(bookmarks, "EVERY", 3)


def begun() -> View:
    view = View(8)
    view.advance(BOTH)
    return view


@pytest.mark.usefixtures("close")
def test_to_and_fro_shows_what_a_fresh_view_shows() -> None:
    view = begun()
    for first in (15, 4, 9, 0, 12, 3, 15, 6, 14):
        assert after(view, first) == after(begun(), first)


@pytest.mark.usefixtures("close")
def test_what_is_told_after_a_seek_changes_no_bookmark() -> None:
    view = begun()
    after(view, 9)
    for happening in PAST[9:]:
        view.advance(happening)
    assert after(view, 9) == after(begun(), 9)
    assert after(view, 15) == after(begun(), 15)


@pytest.mark.usefixtures("close")
def test_little_is_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    hear = SideModel.hear

    def listen(self: SideModel, event: AnyEvent) -> None:
        heard.append(event)
        hear(self, event)

    monkeypatch.setattr(SideModel, "hear", listen)
    view = begun()
    after(view, 15)
    assert len(heard) == 14, "all but the command"
    heard.clear()
    after(view, 14)
    after(view, 11)
    assert len(heard) == 2 + 2


@pytest.mark.usefixtures("close")
def test_another_past_is_heard_from_its_beginning() -> None:
    view = begun()
    after(view, 15)
    other = (*PAST[:2], begins("left"))
    view.advance(Sought(3.0, other))
    fresh = begun()
    fresh.advance(Sought(3.0, other))
    assert view.snapshot() == fresh.snapshot()
    left = view.snapshot().side("left")
    assert left is not None
    assert left.is_in_set
