"""Trainings from the first clock to the last question, over the real live thread and real files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from dashboard.flow import Flow
from dashboard.sessionpage import SessionPage
from dashboard.showing import a_flow
from dashboard.trained import Trained, Wanted
from imu.cli.sensornames import Opened
from imu.coach.asked import Before
from imu.coach.memory import Memory
from imu.coach.plan import Plan
from imu.coach.shot import CoachShot, Stage
from imu.feed import part
from imu.live import OneSensor, StreamItem
from imu.samples import Block, Side
from tests.hinges import hinges, in_a_row
from tests.patience import PATIENCE_S

PLAN = Plan(rung="one-leg", sets=1, reps=4, rest_s=10.0, get_ready_s=5.0, first="left")
"""Short: a set of four for each leg."""

SIZE = 10
"""Samples of 50 Hz at a time: so often a picture, and a chance for the coach."""


@dataclass
class Acted:
    """Sensors that a person wears who does everything at its time, as fast as the machine can.

    `holds` says when the person waits for something: no time passes then.
    """

    blocks: Mapping[Side, Block]
    holds: Callable[[], bool] = field(default=lambda: False)
    name: str = "acted"
    span_s: tuple[float, float] | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        return tuple(self.blocks)

    def now_s(self) -> float | None:
        return None

    async def __aiter__(self) -> AsyncIterator[StreamItem]:
        longest = max(len(block) for block in self.blocks.values())
        for first in range(0, longest, SIZE):
            while self.holds():  # noqa: ASYNC110 - the person decides in another thread
                await asyncio.sleep(0.005)
            for block in self.blocks.values():
                piece = part(block, first, first + SIZE)
                if len(piece):
                    yield float(piece.time_s[-1]), piece
            await asyncio.sleep(0)


def two_legs(left_s: Sequence[float], right_s: Sequence[float], length_s: float) -> Acted:
    """A sensor on each thigh."""
    return Acted(
        {
            "left": hinges(left_s, length_s, side="left", rate_hz=50.0),
            "right": hinges(right_s, length_s, side="right", rate_hz=50.0),
        }
    )


def left_then_right() -> Acted:
    """Four on the left leg, rest, four on the right one, and some standing."""
    return two_legs(in_a_row(4, 8.0), in_a_row(4, 43.0), 75.0)


@contextmanager
def a_training(
    acted: Acted, plan: Plan = PLAN, *, one_sensor: bool = False, straps_on: bool = False
) -> Generator[Flow]:
    """A window in which that training has begun."""
    source = OneSensor(acted, "left") if one_sensor else acted
    with a_flow() as flow:
        flow.home()
        flow.shell.show()
        wanted = Wanted(plan, Before(), Memory(), straps_on)
        flow.leading.train(Opened(source, (), tuple), wanted)
        yield flow
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def trained(flow: Flow) -> Trained:
    assert flow.leading.trained is not None
    return flow.leading.trained


def page_of(flow: Flow) -> SessionPage:
    return trained(flow).running.page


def shot_of(flow: Flow) -> CoachShot:
    training = trained(flow).running.training
    assert training is not None
    return training.shot


def press(flow: Flow, key: Qt.Key, text: str = "") -> None:
    """A key, to whatever has the focus in the window's page."""
    page = flow.shell.page
    assert page is not None
    focused = page.focusWidget() or page
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focused, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def until(condition: Callable[[], bool], what: str = "what was waited for") -> None:
    """Let the window live until something is so."""
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, f"{what} does not come"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def until_stage(flow: Flow, stage: Stage) -> None:
    until(lambda: shot_of(flow).stage is stage, f"stage {stage}")


def counts(flow: Flow) -> dict[str, list[int]]:
    """Reps of the sets that are over, by leg."""
    return {leg.name: [one.count for one in leg.sets] for leg in shot_of(flow).legs}


def recorded() -> Path:
    """The only recording there is."""
    from imu.cli.places import recordings_folder

    (path,) = recordings_folder().iterdir()
    return path
