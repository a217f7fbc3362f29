"""The picture that moves on the front page: rendered from the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from dashboard.animation import animate


@pytest.mark.usefixtures("qapp")
def test_the_window_moves_in_it(tmp_path: Path) -> None:
    animate(tmp_path / "set.gif", lasts_s=0.6)
    with Image.open(tmp_path / "set.gif") as picture:
        frames = int(getattr(picture, "n_frames", 0))
        assert picture.size == (640, 360)
        spans: list[int] = []
        looks: set[bytes] = set()
        for k in range(frames):
            picture.seek(k)
            spans.append(picture.info["duration"])
            looks.add(picture.convert("RGB").tobytes())
    assert len(looks) >= 2
    assert sum(spans) >= 500
