"""What a person reads about one recording."""

from __future__ import annotations

import msgspec
import pytest

from imu.cli.summary import FLAG_SENTENCES, legend_of, summary_of
from imu.cli.tables import WIDTH
from imu.samples import Flag, Gap, Health, Reason, Session
from tests.handmade import rejected, rep, rep_set, session, side

GAPS = (
    Gap(start_s=3.0, end_s=3.5, inferred=False),
    Gap(start_s=20.0, end_s=21.5, inferred=True),
)


def full_session() -> Session:
    """A session with something to say everywhere."""
    right = side(
        rep(5.0, announced_s=9.0, flags=(Flag.PULSE, Flag.SQUAT_LIKE)),
        rep(8.0, counted=False, flags=(Flag.PARTIAL,)),
        rep(11.0, announced_s=12.0),
        refused=[
            *(rejected(float(n), n + 0.5, Reason.WALKING) for n in range(30, 38)),
            rejected(50.0, 51.0, Reason.SIT),
        ],
    )
    health = (Health("accelerometer-offset", "The accelerometer reads 12.9 m/s² at rest. " * 4),)
    return session(right=msgspec.structs.replace(right, gaps=GAPS, health=health), left=side())


def test_everything_is_said() -> None:
    text = summary_of(full_session(), ["left.imu.csv: a torn line was dropped"])
    for words in (
        "handmade: 1:00.0, counted with hindsight",
        "right thigh: 2 reps in 1 set (6000 samples at 100.0 Hz)",
        "Set 1, 0:04.0 to 0:12.0: 2 reps",
        "Not counted: 9 movements",
        "walking 8: The leg swung as in walking. (0:30.0, 0:31.0, 0:32.0, 0:33.0, 0:34.0,",
        "and 2 more)",
        "sit 1: The thigh rested near horizontal: sitting. (0:50.0)",
        "Gaps: 2, 2.0 s in all, the longest of 1.5 s at 0:20.0 (the sensor counts no",
        "Sensor: The accelerometer reads 12.9 m/s²",
        "left thigh: no reps",
        "Note: left.imu.csv: a torn line was dropped.",
    ):
        assert words in text


def test_reps_are_numbered_as_they_were_counted() -> None:
    lines = summary_of(full_session()).splitlines()
    first = next(n for n, line in enumerate(lines) if line.split()[:2] == ["rep", "start"])
    rows = [line.split() for line in lines[first + 1 : first + 4]]
    assert rows == [
        ["1", "0:04.0", "20°", "0.9", "0.2", "0.9", "-", "pulse,", "squat-like"],
        ["-", "0:07.0", "20°", "0.9", "0.2", "0.9", "-", "partial"],
        ["2", "0:10.0", "20°", "0.9", "0.2", "0.9", "-"],
    ]


def test_live_says_when_a_rep_was_counted_aloud() -> None:
    text = summary_of(msgspec.structs.replace(full_session(), mode="live"))
    assert "counted as if live" in text
    rows = [line.split() for line in text.splitlines() if line.split()[:1] in (["1"], ["-"])]
    assert [row[7] for row in rows] == ["0:09.0", "-"]


def test_no_line_is_too_wide() -> None:
    text = summary_of(full_session(), ["a note " * 40])
    assert max(len(line) for line in text.splitlines()) <= WIDTH


@pytest.mark.parametrize(
    ("stopped", "words"),
    [("", "2 reps\n"), ("person", "2 reps, stopped by you"), ("pain", "2 reps, stopped for pain")],
)
def test_how_a_set_ended(stopped: str, words: str) -> None:
    sets = (rep_set(rep(5.0), rep(8.0), stopped=stopped),)
    right = msgspec.structs.replace(side(), sets=sets)
    assert words in summary_of(session(right=right))


def test_an_unknown_side_and_an_unknown_rate_are_said_so() -> None:
    alone = msgspec.structs.replace(side(), samples=1, rate_hz=None)
    assert "thigh of unknown side: no reps (1 sample)" in summary_of(session(unknown=alone))


def test_a_reason_of_a_later_version_is_shown_as_it_is() -> None:
    text = summary_of(session(right=side(refused=[rejected(1.0, 2.0, "levitating")])))
    assert "levitating 1:" in text


def test_the_legend_explains_what_occurs() -> None:
    legend = legend_of([full_session()])
    assert "good to ±5°" in legend
    for flag in (Flag.PULSE, Flag.SQUAT_LIKE, Flag.PARTIAL):
        assert f"{flag}: " in legend
    assert Flag.NOT_TALL not in legend
    assert max(len(line) for line in legend.splitlines()) <= WIDTH


def test_without_reps_there_is_nothing_to_explain() -> None:
    assert legend_of([session(right=side())]) == ""


def test_every_flag_has_a_sentence() -> None:
    assert set(FLAG_SENTENCES) == set(Flag)
