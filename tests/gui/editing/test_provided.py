"""What comes with Kickstand is shown on the page of corrections, and cannot be changed there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from imu.recording import provided, read_recording
from tests.gui.editing.recordings import (
    BOTTOM_S,
    LEFT,
    a_page,
    click,
    counts,
    raw,
    settled,
    spot,
    written,
)
from tests.gui.pages import press

pytestmark = pytest.mark.usefixtures("qapp")


def test_it_says_so_at_once_and_again_when_somebody_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = written(tmp_path / provided.NAMES[0])
    monkeypatch.setattr(provided, "_PLACES", (tmp_path,))
    with a_page(sample) as page:
        before, found = raw(sample), counts(page)
        assert page.said.endswith("'kickstand samples -o DIR' makes one.")
        click(page.canvas, spot(page, "left", "review", LEFT[0] + BOTTOM_S))
        page.say("")
        press(page, Qt.Key.Key_F)
        settled(page)
        assert "stays as it is" in page.said
        assert counts(page) == found == {"left": [4], "right": [5]}
    assert raw(sample) == before
    assert read_recording(sample).edits == ()
