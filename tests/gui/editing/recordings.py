"""A recording to correct, on a disk, and the page that corrects it."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from dashboard.editing import Correcting, EditPage
from dashboard.editing.canvas import Canvas
from imu.events import AnyEvent, RepEvent, RepFinalEvent
from imu.recording import SessionMeta, write_recording
from imu.samples import Block
from tests.gui.windows import until
from tests.handmade import rep
from tests.hinges import hinges, in_a_row

LEFT, RIGHT = in_a_row(4, 2.0), in_a_row(5, 25.0)
"""Starts of hinges, s."""

BOTTOM_S = 1.2
"""s from the start of a hinge to the middle of its bottom."""

LONE_S, GHOST_S, UNHEARD_S = 50.0 + BOTTOM_S, 18.0, RIGHT[2] + BOTTOM_S
"""Bottoms, s: a hinge of the right leg that stands alone and so is rejected, but was announced;
one of the left leg that was announced where nobody moved; one of the right leg that was not."""

SECONDS = 60.0
SIZE = (1280, 720)


@cache
def blocks() -> tuple[Block, Block]:
    right = [*RIGHT, LONE_S - BOTTOM_S]
    return (
        hinges(LEFT, SECONDS, side="left", rate_hz=50.0),
        hinges(right, SECONDS, side="right", rate_hz=50.0),
    )


def announced() -> list[AnyEvent]:
    """What was counted aloud."""
    left = [*(start_s + BOTTOM_S for start_s in LEFT), GHOST_S]
    right = [start_s + BOTTOM_S for start_s in RIGHT if start_s + BOTTOM_S != UNHEARD_S]
    told: list[AnyEvent] = []
    for side, bottoms in (("left", left), ("right", [*right, LONE_S])):
        for number, bottom_s in enumerate(bottoms, start=1):
            one = rep(bottom_s)
            told.append(
                RepEvent(
                    side=side, rep_id=number, set_id=1, count=number, start_s=one.start_s,
                    bottom_s=bottom_s, depth_deg=25.0, time_s=one.end_s,
                )
            )  # fmt: skip
            told.append(
                RepFinalEvent(side=side, rep_id=number, set_id=1, rep=one, time_s=one.end_s + 1.0)
            )
    return sorted(told, key=lambda event: event.time_s)


def written(path: Path) -> Path:
    """The recording's folder."""
    meta = SessionMeta(complete=True, sides=("left", "right"))
    write_recording(path, blocks(), meta=meta, events=announced())
    return path


def raw(folder: Path) -> dict[str, str]:
    """Hashes of everything that a correction must not touch."""
    derived = ("edits.json", "reps.csv", "labels.json")
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.iterdir()
        if one.name not in derived
    }


@contextmanager
def correcting(folder: Path) -> Generator[Correcting]:
    """A page that reads this folder; gone at the end."""
    one = Correcting(folder)
    one.page.resize(*SIZE)
    one.page.show()
    one.start()
    try:
        yield one
    finally:
        one.close()
        one.page.close()
        one.page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def a_page(folder: Path) -> Generator[EditPage]:
    """The same, once the recording is shown."""
    with correcting(folder) as one:
        until(lambda: one.page.view is not None)
        QCoreApplication.processEvents()
        yield one.page


def settled(page: EditPage) -> None:
    """Wait until what was asked for is done."""
    until(lambda: page.said not in ("One moment …", "Einen Moment …"))


def counts(page: EditPage) -> dict[str, list[int]]:
    """Counted reps of each set, by leg."""
    assert page.view is not None
    return {lane.side: [one.count for one in lane.sets] for lane in page.view.lanes}


def spot(page: EditPage, side: str, row: str, time_s: float) -> QPointF:
    """Where a time is in a row of a lane: "curve", "review" or "live"."""
    plan, span = page.canvas.plan, page.canvas.state.span
    assert plan is not None
    assert span is not None
    rows = next(one for one in plan.rows if one.side == side)
    return QPointF(plan.x_of(time_s, span), getattr(rows, row) - 6.0)


def click(canvas: Canvas, at: QPointF) -> None:
    """Press the left button and let it go."""
    drag(canvas, at, at)


def drag(canvas: Canvas, start: QPointF, end: QPointF) -> None:
    """Press the left button, go there, let it go."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kinds = (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, (start + end) / 2.0),
        (QEvent.Type.MouseMove, end),
        (QEvent.Type.MouseButtonRelease, end),
    )
    for kind, at in kinds:
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
        event = QMouseEvent(kind, at, canvas.mapToGlobal(at), button, left, none)
        QApplication.sendEvent(canvas, event)
