"""`kickstand pictures`: every screen of the window as PNG files, in the sizes that it must fit.

For whoever changes how something looks, and for the pictures in the documentation. Everything goes
through the real session: a picture shows what a person would see.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.control.jumps import set_starts
from dashboard.preferences import Preferences, preferences_file, save
from dashboard.sound.player import VARIABLE
from dashboard.theme import ThemeChoice
from dashboard.words import Language
from imu.analysis import analyze
from imu.demonstration import NAME, NOTE, REPS, SEED, demo_plan
from imu.errors import NoWindowError, UsageError
from imu.live import Playback, ReplaySource
from imu.privatefile import FOLDER_VARIABLE
from imu.recording import Recording
from imu.samples import Block, Side
from imu.simulated import recording_of
from imu.simulator import simulate

if TYPE_CHECKING:
    from dashboard.connect.examples import Example
    from dashboard.examples import PageExample

_LOOK = "Try again, and look at what 'kickstand doctor' finds."

PATIENCE_S = 30.0
"""s. Longer than any screen takes to come about."""


@dataclass(frozen=True, slots=True)
class Size:
    """A window's size, px, and the scale of the system, as in "200 %"."""

    width: int
    height: int
    scale: int = 1

    @property
    def name(self) -> str:
        """As it stands in the files' names."""
        return f"{self.width}x{self.height}" + (f"@{self.scale}00%" if self.scale > 1 else "")


SIZES = (Size(1280, 720), Size(1920, 1080), Size(1280, 720, 2))


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen: where in the session, which keys lead to it, whether the sensor is lost there.

    `at_s` tells the session time from the starts of all sets, the right leg's two and the left's.
    """

    name: str
    at_s: Callable[[list[float]], float]
    presses: tuple[str, ...] = ()
    is_light: bool = False
    loses: Side | None = None


SCENES = (
    Scene("begin", lambda _: 0.4),
    Scene("set-right", lambda sets: sets[0] + 15.3),
    Scene("set-right-light", lambda sets: sets[0] + 15.3, is_light=True),
    Scene("rest", lambda sets: sets[2] - 4.0),
    Scene("set-left", lambda sets: sets[2] + 20.4),
    Scene("lost", lambda sets: sets[2] + 13.0, loses="left"),
    Scene("details", lambda sets: sets[2] + 26.0, ("detail",)),
    Scene("details-light", lambda sets: sets[2] + 26.0, ("detail",), is_light=True),
    Scene("details-empty", lambda _: 0.4, ("detail",)),
    Scene("done", lambda _: 1e9),
    Scene("done-light", lambda _: 1e9, is_light=True),
    Scene("keys", lambda sets: sets[0] + 15.3, ("keys",)),
)


def pictures(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the files.")
    ],
    only: Annotated[
        str, typer.Option("--only", metavar="NAME", help="Only the screen of this name.")
    ] = "",
    size: Annotated[
        str, typer.Option("--size", metavar="WxH", help="Only this size, such as 1280x720.")
    ] = "",
    animation: Annotated[
        bool, typer.Option("--animation", help="Instead, ten seconds of a set: set.gif.")
    ] = False,
) -> int:
    """Render every screen of the window to PNG files, without a display."""
    from dashboard.connect.examples import EXAMPLES
    from dashboard.examples import PAGES

    names = [one.name for one in (*SCENES, *EXAMPLES, *PAGES)]
    if only and only not in names:
        known = ", ".join(names)
        raise UsageError(f"There is no screen {only!r}", f"There are: {known}.")
    sizes = [one for one in SIZES if size in ("", one.name)]
    if not sizes:
        raise UsageError(
            f"There is no size {size!r}", f"There are: {', '.join(one.name for one in SIZES)}."
        )
    output.mkdir(parents=True, exist_ok=True)
    if animation:
        _in_a_process_of_its_own(["dashboard.animation", str(output / "set.gif")])
        return 0
    for one in sizes:
        _in_a_process_of_its_own(["dashboard.pictures", str(output), one.name, only], one.scale)
    return 0


def _in_a_process_of_its_own(words: list[str], scale: int = 1) -> None:
    """Qt takes the system's scale once, when it starts."""
    command = [sys.executable, "-m", *words]
    with tempfile.TemporaryDirectory() as settings:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
            VARIABLE: "off",
            FOLDER_VARIABLE: settings,
        }
        try:
            subprocess.check_output(command, env=environment, stderr=subprocess.STDOUT, text=True)
        except subprocess.CalledProcessError as error:
            last = error.output.strip().rpartition("\n")[2]
            raise NoWindowError(f"the pictures could not be made ({last})", _LOOK) from error


def render(output: Path, size: Size, only: str = "") -> list[Path]:
    """Render the screens in this process. Returns the files."""
    from dashboard.connect.examples import EXAMPLES
    from dashboard.examples import PAGES

    files = [
        *(_render_connect(output, size, one) for one in EXAMPLES if only in ("", one.name)),
        *(_render_page(output, size, one) for one in PAGES if only in ("", one.name)),
    ]
    if only and files:
        return files
    recording = recording_of(simulate(demo_plan(), SEED), NAME, NOTE)
    starts = set_starts(analyze(recording, mode="live"))
    return files + [
        _render(output, size, scene, recording, scene.at_s(starts))
        for scene in SCENES
        if only in ("", scene.name)
    ]


def _render_connect(output: Path, size: Size, example: Example) -> Path:
    from dashboard.connect.dialog import shown
    from dashboard.connect.examples import Still
    from imu.remembered import Remembered

    theme = ThemeChoice.LIGHT if example.is_light else ThemeChoice.DARK
    save(preferences_file(), Preferences(theme=theme, language=Language.EN))
    still = Still(list(example.told))
    with shown(still, Remembered()) as screen:
        screen.resize(size.width, size.height)
        screen.show()
        screen.tick()
        for name in example.presses:
            screen.press(name)
        still.findings += example.then
        for _ in _frames(3):
            screen.tick()
        path = output / f"{example.name}_{size.name}.png"
        screen.grab().save(str(path))
    return path


def _render_page(output: Path, size: Size, example: PageExample) -> Path:
    from PySide6.QtWidgets import QApplication

    from dashboard.theme import DARK, LIGHT, palette_of

    theme = LIGHT if example.is_light else DARK
    QApplication.setPalette(palette_of(theme))
    page = example.make()
    page.set_theme(theme)
    page.resize(size.width, size.height)
    page.show()
    frames_pass(3)
    path = output / f"{example.name}_{size.name}.png"
    page.grab().save(str(path))
    page.close()
    page.deleteLater()
    return path


def _render(output: Path, size: Size, scene: Scene, recording: Recording, at_s: float) -> Path:
    from dashboard.app import opened

    if scene.loses is not None:
        recording = without(recording, scene.loses, at_s - 4.0, at_s + 3.0)
    theme = ThemeChoice.LIGHT if scene.is_light else ThemeChoice.DARK
    save(preferences_file(), Preferences(theme=theme, language=Language.EN))
    source = ReplaySource(recording)
    playback = Playback(source, speed=1.0, target=REPS, notes=recording.notes, is_simulated=True)
    with opened(playback) as window:
        window.resize(size.width, size.height)
        window.show()
        window.conductor.toggle_pause()
        live_until(lambda: window.conductor.view.survey is not None)
        window.conductor.seek(at_s)
        if at_s > recording.end_s:
            window.conductor.toggle_pause()
            live_until(lambda: window.conductor.snapshot.is_ended)
        else:
            live_until(lambda: abs(window.conductor.snapshot.time_s - at_s) < 0.5)
        for name in scene.presses:
            window.press(name)
        for _ in _frames(20):
            window.conductor.tick()
        path = output / f"{scene.name}_{size.name}.png"
        window.grab().save(str(path))
    return path


def without(recording: Recording, side: Side, from_s: float, until_s: float) -> Recording:
    """The recording as if one sensor had been out of reach for a while."""
    stream = recording.streams[side]
    block = stream.block
    kept = (block.time_s < from_s) | (block.time_s >= until_s)
    left = Block(side, block.time_s[kept], block.acc_m_s2[kept], block.gyr_rad_s[kept])
    return replace(recording, streams={**recording.streams, side: replace(stream, block=left)})


def live_until(condition: Callable[[], bool]) -> None:
    """Let the window live until something holds.

    Raises
    ------
    NoWindowError : it does not within `PATIENCE_S`.
    """
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > limit:
            raise NoWindowError("a screen did not come about in time", _LOOK)
        frames_pass(1)


def _frames(n: int) -> Iterator[int]:
    """Let the window live for n frames."""
    from PySide6.QtCore import QCoreApplication

    for k in range(n):
        QCoreApplication.processEvents()
        yield k
        QCoreApplication.processEvents()
        time.sleep(0.01)


def frames_pass(n: int) -> None:
    """Let the window live for n frames."""
    for _ in _frames(n):
        pass


def main(argv: list[str]) -> int:
    """Render one size: folder, size, name of a screen or ""."""
    from dashboard.app import application

    folder, size, only = argv
    application()
    wanted = next(one for one in SIZES if one.name == size)
    render(Path(folder), wanted, only)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
