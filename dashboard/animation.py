"""A few seconds of the window as a picture that moves, for the front page of the documentation."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from dashboard.app import application, opened
from dashboard.control.jumps import set_starts
from dashboard.pictures import frames_pass, live_until
from dashboard.preferences import Preferences, preferences_file, save
from dashboard.theme import ThemeChoice
from dashboard.words import Language
from imu.analysis import analyze
from imu.demonstration import NAME, NOTE, REPS, SEED, demo_plan
from imu.live import Playback, ReplaySource
from imu.simulated import recording_of
from imu.simulator import simulate

_FROM_S = 11.6
"""s after the start of the first set: the picture begins between two reps."""

LASTS_S = 9.4
"""s. Two whole reps, their judgement and what is between them."""

_STEP_S = 0.1
_WIDTH_PX, _HEIGHT_PX = 1280, 720
_SHOWN_PX = 640
_COLOURS = 48
"""Of the palette; more are not told apart in the window, and make the file larger."""


def animate(path: Path, lasts_s: float = LASTS_S) -> None:
    """Write the GIF: a simulated person in the first set of the demonstration, as fast as life.

    Raises
    ------
    NoWindowError : the window does not come about in time.
    """
    recording = recording_of(simulate(demo_plan(), SEED), NAME, NOTE)
    from_s = set_starts(analyze(recording, mode="live"))[0] + _FROM_S
    save(preferences_file(), Preferences(theme=ThemeChoice.DARK, language=Language.EN))
    source = ReplaySource(recording)
    playback = Playback(source, speed=1.0, target=REPS, notes=recording.notes, is_simulated=True)
    shots: list[Image.Image] = []
    spans_ms: list[int] = []
    with opened(playback) as window:
        window.resize(_WIDTH_PX, _HEIGHT_PX)
        window.show()
        conductor = window.conductor
        conductor.toggle_pause()
        live_until(lambda: conductor.view.survey is not None)
        conductor.seek(from_s)
        live_until(lambda: abs(conductor.snapshot.time_s - from_s) < 0.5)
        conductor.toggle_pause()
        last_s = conductor.snapshot.time_s
        while last_s < from_s + lasts_s:
            frames_pass(1)
            conductor.tick()
            now_s = conductor.snapshot.time_s
            if now_s - last_s >= _STEP_S:
                shots.append(_shot(window.grab().toImage()))
                spans_ms.append(round((now_s - last_s) * 1000.0))
                last_s = now_s
    # One palette for all, so that nothing flickers.
    palette = shots[len(shots) // 2].quantize(_COLOURS)
    first, *others = [shot.quantize(palette=palette, dither=Image.Dither.NONE) for shot in shots]
    first.save(path, save_all=True, append_images=others, duration=spans_ms, loop=0, optimize=True)


def _shot(image: QImage) -> Image.Image:
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaledToWidth(_SHOWN_PX, smooth).convertToFormat(QImage.Format.Format_RGB888)
    size = (small.width(), small.height())
    return Image.frombuffer(
        "RGB", size, bytes(small.constBits()), "raw", "RGB", small.bytesPerLine(), 1
    )


def main(argv: list[str]) -> int:
    """Write the file that is named."""
    application()
    animate(Path(argv[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
