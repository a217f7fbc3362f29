"""What the doctor says of window and sound."""

from __future__ import annotations

import pytest

from dashboard import checks


@pytest.mark.parametrize(
    ("reason", "status", "found", "advice"),
    [
        (None, "ok", "a window can be opened", ""),
        ("there is no display", "note", "there is no display", ""),
        (
            "system libraries are missing: 'sudo apt-get install libgl1' brings them",
            "action",
            "system libraries are missing",
            "'sudo apt-get install libgl1' brings them.",
        ),
        (
            "the display :7 does not answer",
            "action",
            "the display",
            "Look whether DISPLAY names a display of this machine.",
        ),
    ],
)
def test_the_window(
    monkeypatch: pytest.MonkeyPatch, reason: str | None, status: str, found: str, advice: str
) -> None:
    monkeypatch.setattr(checks, "obstacle", lambda: reason)
    finding = checks.check_window()
    assert (finding.status, finding.advice) == (status, advice)
    assert found in finding.message


def test_sound_that_is_switched_off_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KICKSTAND_AUDIO", "off")
    assert checks.check_sound().status == "note"


def test_sound_that_works() -> None:
    assert checks.check_sound().status == "ok"


def test_sound_that_does_not_work_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KICKSTAND_AUDIO", "loud")
    finding = checks.check_sound()
    assert finding.status == "note"
    assert "'loud'" in finding.message
