"""The terminal's picture: how it looks, and that it fits whatever terminal there is."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.cli import blockfont
from imu.cli.canvas import Canvas, cells_of, minutes, wrapped
from imu.cli.picture import draw
from imu.counter.gate import SENTENCES
from imu.samples import Reason
from imu.view import LastRep, NotCounted, SetDone, SideView, Snapshot, Tempo, Word

PICTURES = Path(__file__).with_name("pictures")
CODES = re.compile(r"\x1b\[[0-9;]*m")
HINT = "space: pause   q: stop"

NEW = SideView(
    side="right",
    word=Word.BEGIN,
    is_ready=False,
    is_armed=False,
    is_in_set=False,
    count=0,
    target=None,
    dots=0,
    set_number=0,
    tilt_deg=None,
    base_deg=None,
    deepest_deg=0.0,
    last_rep=None,
    tempo=None,
    not_counted=None,
    sets=(),
    not_counted_total=0,
    gaps=0,
    health=(),
    rest_s=None,
    lost_s=0.0,
)
STEP = NotCounted(31.0, 33.0, 20.0, Reason.STEP, SENTENCES[Reason.STEP])
BUSY = replace(
    NEW,
    word=Word.DOWN,
    is_ready=True,
    is_armed=True,
    is_in_set=True,
    count=12,
    target=15,
    set_number=2,
    tilt_deg=18.4,
    base_deg=1.0,
    deepest_deg=27.0,
    last_rep=LastRep(12, 25.4),
    tempo=Tempo(1.8, 0.3, 1.5),
    not_counted=STEP,
    sets=(SetDone(10, 0.0, 30.0, ""),),
    not_counted_total=3,
    gaps=2,
)
RESTING = replace(
    BUSY,
    word=Word.REST,
    is_armed=False,
    is_in_set=False,
    count=8,
    target=None,
    tilt_deg=-0.6,
    sets=(SetDone(10, 0.0, 30.0, ""), SetDone(8, 40.0, 60.0, "pain")),
    health=("The accelerometer reads 13.0 m/s² at rest instead of 9.8. Counting still works.",),
    rest_s=75.0,
)
DOTTED = replace(NEW, side="left", word=Word.UP, is_ready=True, dots=2, set_number=1, tilt_deg=9.0)
EVENING = Snapshot(
    name="2026-11-22_1858_left-right",
    time_s=75.2,
    start_s=10.0,
    end_s=130.0,
    speed=2.0,
    is_paused=False,
    sides=(BUSY,),
    working="right",
    trouble="",
    is_ended=False,
    is_stopped=False,
    error="",
)
SNAPSHOTS = {
    "calibrating": replace(EVENING, sides=(NEW,), working="", time_s=12.0, speed=1.0),
    "in-a-set": EVENING,
    "resting": replace(EVENING, sides=(RESTING,), is_paused=True),
    "two-sides": replace(EVENING, sides=(DOTTED, replace(BUSY, is_armed=False)), speed=None),
    "lost": replace(EVENING, sides=(DOTTED, replace(BUSY, word=Word.LOST, lost_s=4.2)), end_s=None),
}


def plain(lines: list[str]) -> list[str]:
    """The lines without codes."""
    return [CODES.sub("", line) for line in lines]


def columns(line: str) -> int:
    """Columns that a line without codes takes."""
    return sum(map(cells_of, line))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 15)])
@pytest.mark.parametrize("name", list(SNAPSHOTS))
def test_the_picture_looks_as_it_did(name: str, width: int, height: int) -> None:
    """Set KICKSTAND_WRITE_GOLDENS to write the pictures anew, then look at what has changed."""
    lines = plain(draw(SNAPSHOTS[name], width, height, colour=True, hint=HINT))
    path = PICTURES / f"{name}_{width}x{height}.txt"
    if os.environ.get("KICKSTAND_WRITE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "\n".join(lines) + "\n" == path.read_text(encoding="utf-8")


SIDES = st.builds(
    replace,
    st.sampled_from([NEW, BUSY, RESTING, DOTTED]),
    side=st.sampled_from(["left", "right", "unknown"]),
    word=st.sampled_from(Word),
    count=st.integers(0, 1200),
    dots=st.integers(0, 40),
    tilt_deg=st.none() | st.floats(-200.0, 200.0),
    target=st.none() | st.integers(1, 100),
    lost_s=st.sampled_from([0.0, 3.0, 1e4]),
)
ANY = st.builds(
    replace,
    st.just(EVENING),
    name=st.text(max_size=90),
    sides=st.lists(SIDES, max_size=3).map(tuple),
    working=st.sampled_from(["", "left", "right"]),
    trouble=st.text(max_size=200),
    time_s=st.floats(0.0, 1e6),
    end_s=st.none() | st.floats(10.0, 1e6),
)


@settings(max_examples=60)
@given(ANY, st.integers(1, 220), st.integers(1, 70), st.booleans())
def test_no_picture_is_larger_than_its_terminal(
    snapshot: Snapshot, width: int, height: int, colour: bool
) -> None:
    lines = draw(snapshot, width, height, colour=colour, hint=HINT)
    assert len(lines) == height
    assert max(columns(line) for line in plain(lines)) <= width
    assert not any(character in line for line in plain(lines) for character in "\x1b\n\r\t")


@pytest.mark.parametrize("word", list(Word))
@pytest.mark.parametrize("count", [7, 88])
def test_nothing_moves_when_word_or_count_change(word: Word, count: int) -> None:
    """Rows below the block of count and word stay where they are."""
    changed = replace(BUSY, word=word, count=count)
    before = plain(draw(EVENING, 80, 24, colour=False))
    after = plain(draw(replace(EVENING, sides=(changed,)), 80, 24, colour=False))
    assert after[16:] == before[16:]


def test_the_count_is_as_large_as_the_terminal_allows() -> None:
    for width, height, scale in [(80, 24, 3), (40, 15, 1), (40, 18, 2), (120, 40, 5), (20, 10, 1)]:
        lines = plain(draw(EVENING, width, height, colour=False))
        top = blockfont.rows("12", scale)[0]
        assert any(line[1:].startswith(top.rstrip()) for line in lines), (width, height)


def test_only_welcome_colours_are_used() -> None:
    coloured = "".join(draw(EVENING, 80, 24, colour=True))
    without = "".join(draw(EVENING, 80, 24, colour=False))
    assert "\x1b[1;32m" in coloured
    assert set(CODES.findall(without)) <= {"\x1b[0m", "\x1b[1m", "\x1b[2m"}


def test_the_leg_that_waits_is_quiet_unless_its_sensor_is_lost() -> None:
    waiting = replace(BUSY, side="left", word=Word.HOLD)
    lost = replace(waiting, word=Word.LOST)
    for side, left in [(waiting, "\x1b[2m◄ LEFT HOLD"), (lost, "\x1b[1;31mLOST")]:
        lines = draw(replace(EVENING, sides=(side, BUSY)), 40, 15, colour=True)
        assert left in lines[1]
        assert "\x1b[1;36mDOWN" in lines[1]


def test_a_sensor_that_is_off_makes_room_for_the_other() -> None:
    off = replace(RESTING, side="left", word=Word.OFF)
    both = draw(replace(EVENING, sides=(off, BUSY)), 80, 24, colour=False)
    alone = draw(EVENING, 80, 24, colour=False)
    assert both[1:17] == alone[1:17]


def test_the_hint_gives_way_to_a_long_name() -> None:
    assert HINT in draw(EVENING, 80, 24, colour=False, hint=HINT)[0]
    long = replace(EVENING, name="n" * 60)
    assert HINT not in draw(long, 80, 24, colour=False, hint=HINT)[0]


def test_trouble_is_more_urgent_than_anything_else() -> None:
    lost = replace(BUSY, lost_s=3.0, health=("Worn upside down.",))
    for changes, text in [
        ({"trouble": "The disk is full."}, "The disk is full."),
        ({}, "No samples from the sensor for 3 s: keep still."),
    ]:
        snapshot = replace(EVENING, sides=(lost,), **changes)  # type: ignore[arg-type]
        picture = "\n".join(plain(draw(snapshot, 80, 24, colour=False)))
        assert text in picture
        assert "upside" not in picture
    well = replace(EVENING, sides=(replace(lost, lost_s=0.0),))
    assert "Worn upside down." in "\n".join(plain(draw(well, 80, 24, colour=False)))


# -- what it is made of --------------------------------------------------------------------------


def test_every_word_and_side_can_be_written_in_blocks() -> None:
    for text in [*Word, "LEFT", "RIGHT", "THIGH", "0123456789"]:
        assert blockfont.can_write(text)
        rows = blockfont.rows(text, 2)
        assert len(rows) == 2 * blockfont.HEIGHT
        assert {len(row) for row in rows} == {blockfont.width(text, 2)}
    assert not blockfont.can_write("é")


def test_no_two_characters_look_alike() -> None:
    shapes = [shape for character, shape in blockfont.GLYPHS.items() if character not in "05"]
    assert len(set(shapes)) == len(shapes)  # 0 and O, 5 and S are one shape on purpose


def test_what_does_not_fit_on_a_canvas_is_cut_off() -> None:
    canvas = Canvas(4, 2)
    assert canvas.write(2, 0, "abc") == 4
    canvas.write(0, 1, "abcd", until=2)
    canvas.write(0, 7, "nowhere")
    canvas.write(-2, 0, "xyz")
    assert canvas.lines(colour=False) == ["z ab", "ab"]


def test_wide_and_invisible_characters_are_given_their_columns() -> None:
    canvas = Canvas(5, 1)
    canvas.write(0, 0, "日本\u0301\x07日")
    assert canvas.lines(colour=False) == ["日本"]


@pytest.mark.parametrize(
    ("text", "width", "most", "lines"),
    [
        ("one two three", 7, 2, ["one two", "three"]),
        ("one two three", 7, 1, ["one…"]),
        ("one", 7, 0, []),
        ("one", 1, 3, []),
        ("", 7, 3, []),
    ],
)
def test_text_is_wrapped_or_ends_in_an_ellipsis(
    text: str, width: int, most: int, lines: list[str]
) -> None:
    assert wrapped(text, width, most) == lines


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "00:00"), (61.9, "01:01"), (6000.0, "100:00"), (-3.0, "00:00")]
)
def test_time_is_in_minutes_and_seconds(seconds: float, text: str) -> None:
    assert minutes(seconds) == text


def test_in_a_rest_the_set_that_is_over_is_told_against_the_plan() -> None:
    planned = replace(RESTING, sets=(SetDone(8, 0.0, 30.0, "", "6 of 8 as planned"),))
    busy = replace(BUSY, sets=planned.sets)
    resting_lines, busy_lines = (
        "\n".join(plain(draw(replace(EVENING, sides=(side,)), 80, 24, colour=False)))
        for side in (planned, busy)
    )
    assert "Set 1: 6 of 8 as planned." in resting_lines
    assert "as planned" not in busy_lines
