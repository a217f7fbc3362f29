"""The window from its opening to its end: at home, or with a session in it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from dashboard import sizes, words
from dashboard.app import application, interruptible
from dashboard.flow import Flow
from dashboard.preferences import load, preferences_file
from dashboard.shell import Shell
from dashboard.trained import Keeping, Wanted
from imu.cli.sensornames import Opened
from imu.cli.windows import Lead
from imu.coach.asked import Before
from imu.coach.memory import load as load_memory
from imu.coach.memory import memory_file
from imu.live import Ended, Playback
from imu.settings import Settings
from imu.sources.ble import Radio


def run(playback: Playback) -> int:
    """Show a session until the window is closed. Returns the exit code: 1 if it broke."""
    ended: list[Ended | None] = []

    def begin(flow: Flow) -> None:
        flow.play(playback)
        running = flow.running
        if running is not None:
            running.page.ended.connect(lambda: ended.append(running.page.conductor.view.ended))

    code = _until_closed(begin)
    broke = any(one is not None and one.error is not None for one in ended[:1])
    return code or int(broke)


def run_training(opened: Opened, lead: Lead) -> tuple[int, str]:
    """Lead a training by the plan of last time until the window is closed.

    Returns
    -------
    The exit code, and where everything is.
    """
    said: list[str] = []

    def begin(flow: Flow) -> None:
        memory, _ = load_memory(memory_file())
        reps = lead.reps or memory.plan.reps
        kind = "restrap-check" if lead.checks_strap else "training"
        plan = msgspec.structs.replace(memory.plan, reps=min(reps, 30), kind=kind)
        wanted = Wanted(plan, Before(), memory, straps_on=False)
        flow.leading.told = said.append
        keeping = Keeping(lead.is_recorded, lead.output, lead.taps)
        flow.leading.train(opened, wanted, lead.settings, keeping)

    code = _until_closed(begin)
    return code, said[-1] if said else ""


def run_comparison(paths: Sequence[Path], settings: Settings) -> int:
    """Compare the legs of the newest of these until the window is closed. Gives the exit code."""
    return _until_closed(lambda flow: flow.compare(paths, settings))


def run_progress(paths: Sequence[Path], settings: Settings) -> int:
    """Show where the numbers go in these until the window is closed. Gives the exit code."""
    return _until_closed(lambda flow: flow.progress(paths, settings))


def run_home() -> int:
    """Show the beginning until the window is closed. Returns the exit code."""
    return _until_closed(Flow.home)


@contextmanager
def a_flow(radio: Radio | None = None) -> Generator[Flow]:
    """A window that leads through its pages; gone with everything behind it at the end."""
    preferences = load(preferences_file())
    words.use(preferences.language)
    sizes.use(preferences)
    shell = Shell(preferences)
    flow = Flow(shell, radio)
    try:
        yield flow
    finally:
        flow.end()
        shell.close()
        shell.deleteLater()


def _until_closed(begin: Callable[[Flow], None]) -> int:
    app = application()
    with interruptible(app) as interrupts, a_flow() as flow:
        begin(flow)
        flow.shell.show()
        if not interrupts:  # nobody was in a hurry
            QApplication.exec()
    return 128 + interrupts[0] if interrupts else 0
