"""One sensor for both legs: the words, and what the commands of a session say about it.

The change of leg is a real interruption: from `change-leg` to `leg-confirmed` nobody can know what
the sensor does, so nothing of it is counted. On which leg it sits is always a person's word.
"""

from __future__ import annotations

from collections.abc import Iterable

from imu.samples import Command, CommandKind, Side

LEG_COMMANDS = (CommandKind.CHANGE_LEG, CommandKind.LEG_CONFIRMED)
"""Commands of a session with one sensor for both legs."""

ARMS = (CommandKind.ARM, CommandKind.SET_START)
"""Commands that are about the leg that is to work next."""


def other_leg(leg: str) -> Side:
    """The leg that is not `leg`."""
    return "left" if leg == "right" else "right"


def change_sentence(leaves: str) -> str:
    """What to do when the sensor is to leave the leg `leaves`."""
    return f"Free your foot, then move the sensor to the {other_leg(leaves)} leg."


def confirmed_sentence(leg: str) -> str:
    """What to do when the sensor sits on `leg`."""
    return f"The sensor is on the {leg} leg. Begin when you stand well."


def first_leg(commands: Iterable[Command]) -> Side | None:
    """The leg on which the only sensor began; None where no sensor changes the leg."""
    for command in commands:
        if command.kind is CommandKind.CHANGE_LEG:
            return command.side
    return None
