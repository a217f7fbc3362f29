"""Seeks and surveys wait while a frame is drawn, but not for ever."""

from __future__ import annotations

import asyncio
import threading

import pytest

from imu.live import courtesy
from imu.live.courtesy import Courtesy


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody goes on by themselves."""
    monkeypatch.setattr(courtesy, "MOST_S", 10.0)


@pytest.mark.usefixtures("patient")
def test_a_thread_waits_until_the_frame_is_painted() -> None:
    between, went_on = Courtesy(), threading.Event()
    between.draw(True)
    thread = threading.Thread(target=lambda: (between.wait(), went_on.set()))
    thread.start()
    assert not went_on.wait(0.05)
    between.draw(False)
    assert went_on.wait(5.0)
    thread.join()


@pytest.mark.usefixtures("patient")
def test_a_loop_waits_until_the_frame_is_painted_and_does_other_things() -> None:
    between, order = Courtesy(), list[str]()

    async def paint() -> None:
        await asyncio.sleep(0.01)
        order.append("painted")
        between.draw(False)

    async def both() -> None:
        painting = asyncio.create_task(paint())
        await between.give_way()
        order.append("went on")
        await painting

    between.draw(True)
    asyncio.run(both())
    assert order == ["painted", "went on"]


def test_whoever_never_stops_drawing_holds_nobody_up() -> None:
    between = Courtesy()
    between.draw(True)
    between.wait()
    asyncio.run(between.give_way())
