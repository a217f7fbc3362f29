"""What the person hears, three metres from the screen: the count, spoken, and two tones.

`Voice` takes every update of a session and decides, `Player` plays. Neither needs a window, and
nothing in here imports Qt.

    player, voice = open_sound()
    ...                    # `voice.hear` takes each update in the worker's thread, as it happens
    player.close()
"""

from __future__ import annotations

from collections.abc import Callable

from dashboard.sound.device import Backend
from dashboard.sound.player import Player
from dashboard.sound.voice import Speaker, Voice

__all__ = ["Backend", "Player", "Speaker", "Voice", "open_sound"]


def open_sound(
    backend: Backend | None = None, *, report: Callable[[str], None] | None = None
) -> tuple[Player, Voice]:
    """Open the device, and give the player and the voice that speaks through it.

    Takes some tens of milliseconds: call it when the window is there, or in another thread.

    Parameters
    ----------
    backend, report : as in `Player`. What is wrong is in the player's `problem`.
    """
    player = Player(backend, report=report)
    player.open()
    return player, Voice(player)
