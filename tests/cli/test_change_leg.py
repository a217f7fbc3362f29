"""The key for the only sensor's change of leg in the terminal, and what the picture says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import pytest

from imu.cli.picture import draw
from imu.cli.terminal import press
from imu.cli.wording import line_of
from imu.events import LegEvent
from imu.live import LiveSession, Started, Told
from imu.samples import Command, CommandKind
from imu.view import View


@dataclass
class Session:
    """Takes what is wished."""

    changes_legs: bool = True
    wished: list[CommandKind] = field(default_factory=list[CommandKind])

    def command(self, kind: CommandKind) -> None:
        self.wished.append(kind)


def changing() -> View:
    view = View()
    view.advance(Started("sensor", ("left", "right"), later=("right",)))
    view.advance(Told(Command(10.0, CommandKind.CHANGE_LEG, "left")))
    return view


@pytest.mark.parametrize("key", ["c", "C"])
def test_c_changes_the_leg_and_c_again_confirms_it(key: str) -> None:
    session = Session()
    press(key, cast("LiveSession", session), View().snapshot())
    press(key, cast("LiveSession", session), changing().snapshot())
    assert session.wished == [CommandKind.CHANGE_LEG, CommandKind.LEG_CONFIRMED]


def test_c_does_nothing_where_there_is_no_leg_to_change() -> None:
    session = Session(changes_legs=False)
    press("c", cast("LiveSession", session), View().snapshot())
    assert session.wished == []


def test_the_picture_says_what_to_do_and_shows_the_leg_that_is_next_in_blocks() -> None:
    lines = draw(changing().snapshot(), 100, 30, colour=False)
    text = "\n".join(lines)
    assert "Free your foot, then move the sensor to the right leg. Then press C." in text
    assert "LEFT" not in text
    assert text.count("█") > 60  # the word is there in blocks, too


def test_a_line_for_whoever_reads_lines() -> None:
    event = LegEvent(time_s=61.0, side="left", state="change", sentence="Move it.")
    assert (line_of(event) or "").split() == ["1:01.0", "left", "Move", "it."]
