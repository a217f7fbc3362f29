"""What `kickstand doctor` looks at of the window and its sound."""

from __future__ import annotations

import os

from dashboard.display import obstacle
from dashboard.sound import Backend, Player
from dashboard.sound.player import VARIABLE
from imu.cli.finding import Finding


def check_window() -> Finding:
    """Tell whether a window can be opened here, and why not."""
    reason = obstacle()
    if reason is None:
        return Finding("window", "ok", "a window can be opened")
    found = f"no window can be opened: {reason.partition(':')[0]}"
    if reason == "there is no display":
        return Finding("window", "note", f"{found}. Sessions are shown in the terminal")
    advice = reason.partition(": ")[2] or "Look whether DISPLAY names a display of this machine."
    return Finding(
        "window", "action", found, f"{advice[0].upper()}{advice[1:]}.".replace("..", ".")
    )


def check_sound() -> Finding:
    """Open the loudspeaker for a moment and tell whether that works. Nothing is played."""
    if os.environ.get(VARIABLE) == Backend.OFF:
        return Finding("sound", "note", f"sound is switched off by {VARIABLE}")
    player = Player()
    try:
        works = player.open()
    finally:
        player.close()
    if works:
        return Finding("sound", "ok", "the count can be heard")
    why = (player.problem or "").removeprefix("No sound: ").removesuffix(". Counting goes on.")
    return Finding("sound", "note", f"no sound: {why}. Counting works without")
