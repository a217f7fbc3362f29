"""The real window system: the commands as a person runs them, on a display that is in memory."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.display import WINDOW_LIBRARIES, X11_LIBRARIES, missing_libraries
from imu.recording import read_recording
from tests.gui.windows import RECORDING
from tests.patience import PATIENCE_S

SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import dashboard.app as app

application = app.application()
print(application.platformName(), flush=True)


def look():
    for window in application.topLevelWidgets():
        if window.isVisible() and window.windowTitle():
            picture = window.screen().grabWindow(window.winId())
            image, step = picture.toImage(), 8
            across, down = range(0, image.width(), step), range(0, image.height(), step)
            if len({image.pixel(x, y) for x in across for y in down}) <= 5:
                break  # a busy machine has not drawn it yet
            picture.save(sys.argv[1])
            print(window.windowTitle(), picture.width() > 600, flush=True)
            page = window.page
            page.press("full")
            QTimer.singleShot(300, window.close)
            return
    QTimer.singleShot(200, look)


QTimer.singleShot(500, look)
from imu.cli.app import run
from dashboard.main import ABOVE, COMMANDS
sys.exit(run(["replay", sys.argv[2], "--speed", "4"], more=COMMANDS, above=ABOVE))
"""

pytestmark = [
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
    pytest.mark.skipif(
        bool(missing_libraries(WINDOW_LIBRARIES | X11_LIBRARIES)),
        reason="the libraries of an X11 window are not installed",
    ),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A display of its own."""
    out, into = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(into), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[into],
        stderr=subprocess.DEVNULL,
    )
    os.close(into)
    try:
        ready, _, _ = select.select([out], [], [], PATIENCE_S)
        assert ready, "Xvfb does not start"
        yield f":{os.read(out, 16).decode().strip()}"
    finally:
        os.close(out)
        server.terminate()
        server.wait(PATIENCE_S)


@pytest.fixture
def surroundings(display: str, tmp_path: Path) -> dict[str, str]:
    """Environment of a person who sits in front of that display."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "WAYLAND"))}
    return {
        **kept,
        "DISPLAY": display,
        "KICKSTAND_AUDIO": "null",
        "KICKSTAND_CONFIG": str(tmp_path / "settings"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


def test_replay_opens_a_real_window_that_draws(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    from PySide6.QtGui import QImage

    picture = tmp_path / "window.png"
    command = [sys.executable, "-c", SCRIPT, str(picture), str(RECORDING)]
    done = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr
    platform, title = done.stdout.strip().splitlines()
    assert platform == "xcb"
    assert title == "simulated_left-right – Kickstand True"
    image = QImage(str(picture))
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)
    }
    assert len(colours) > 5


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_in_good_order(
    surroundings: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    command = [
        sys.executable,
        "-c",
        "from dashboard.main import main; import sys; sys.exit(main())",
    ]
    process = subprocess.Popen(
        [*command, "demo", "-o", str(tmp_path / "kept")],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    until = time.monotonic() + PATIENCE_S
    while not list(tmp_path.glob("kept/*.imu.csv")) and time.monotonic() < until:
        time.sleep(0.1)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)  # it has begun, and goes on by itself
    process.send_signal(number)
    printed, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 128 + number
    assert read_recording(tmp_path / "kept").session.complete
    assert "Traceback" not in printed


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_signal_closes_the_page_where_everything_begins(surroundings: dict[str, str]) -> None:
    said = "from dashboard.home.page import HomePage as H; shown = H.showEvent\n"
    said += "def show(self, event): print('shown', flush=True); shown(self, event)\n"
    said += "H.showEvent = show; from dashboard.main import main; import sys; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", said],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "shown\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.terminate()
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 128 + signal.SIGTERM


def test_without_a_display_the_terminal_shows_it(surroundings: dict[str, str]) -> None:
    del surroundings["DISPLAY"]
    command = [
        sys.executable,
        "-c",
        "from dashboard.main import main; import sys; sys.exit(main())",
    ]
    done = subprocess.run(
        [*command, "replay", str(RECORDING), "--speed", "max"],
        env=surroundings, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "No window: there is no display. Showing it in the terminal." in done.stderr
    assert "6" in done.stdout
