"""A session of two minutes goes as one of hours: all is kept and counted, losses are noticed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from imu.recording import RecordingWriter
from imu.samples import Block
from tests.soak import __main__ as command
from tests.soak.air import Drop, drops_until
from tests.soak.person import RATE_HZ, SIDES, Person, TrueRep
from tests.soak.run import Mark, Outcome, compare, soak

WELL = Outcome(
    length_s=7200.0,
    drops=2,
    sent={"left": 100, "right": 100},
    recorded={"left": 99, "right": 100},
    too_old=1,
    sure=3,
    marks=[Mark(0.0, 0.0, 10.0), Mark(700.0, 1.0, 50.0), Mark(7200.0, 2.0, 55.0)],
)
REP = TrueRep("left", 10.0, 12.0)


def test_a_session_with_drops_loses_nothing_and_counts_right(tmp_path: Path) -> None:
    told: list[Mark] = []
    outcome = soak(tmp_path / "session", 120.0, 45.0, told.append, mark_s=30.0)
    assert outcome.drops == 2
    assert outcome.gaps >= 2
    assert outcome.sent == outcome.decoded == outcome.handed_on
    assert sum(outcome.sent.values()) > 1.9 * 120.0 * RATE_HZ
    assert outcome.lost == outcome.lost_rows == 0
    assert outcome.too_old < 100
    assert outcome.sure + outcome.touched == 16
    assert outcome.sure >= 10
    assert (outcome.missed, outcome.doubled, outcome.ghosts) == ([], [], 0)
    assert outcome.marks == told
    assert len(told) == 4
    assert command.is_well(outcome)


def test_a_sample_that_is_not_written_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = RecordingWriter.write

    def forgetful(self: RecordingWriter, block: Block) -> None:
        if not block.time_s[0] < 60.0 <= block.time_s[-1]:
            write(self, block)

    monkeypatch.setattr(RecordingWriter, "write", forgetful)
    outcome = soak(tmp_path / "session", 100.0, 1000.0)
    assert 0 < outcome.lost < 200
    assert not command.is_well(outcome)


def test_reps_that_are_missed_doubled_or_made_up_are_noticed() -> None:
    outcome = Outcome(100.0, 1)
    reps = [REP, *(TrueRep("left", start_s, start_s + 2.0) for start_s in (15.0, 20.0, 30.0))]
    compare(outcome, reps, [15.5, 16.5, 21.0, 27.0], (Drop("right", 33.0, 3.0),))
    assert (outcome.missed, outcome.doubled) == ([REP], [reps[1]])
    assert (outcome.sure, outcome.touched, outcome.ghosts) == (3, 1, 1)


def test_a_set_that_breaks_off_before_its_third_rep_is_not_sure() -> None:
    outcome = Outcome(100.0, 1)
    reps = [TrueRep("left", start_s, start_s + 2.0) for start_s in (10.0, 15.0, 20.0, 30.0, 100.0)]
    compare(outcome, reps, [], (Drop("left", 24.0, 1.0),))
    assert outcome.missed == reps[3:]
    assert outcome.touched == 3


def test_a_session_that_went_well() -> None:
    assert command.is_well(WELL)
    assert WELL.growth_mb == 5.0


@pytest.mark.parametrize(
    "change",
    [
        {"missed": [REP]},
        {"doubled": [REP]},
        {"ghosts": 1},
        {"too_old": 0},
        {"marks": [Mark(700.0, 1.0, 50.0), Mark(7200.0, 2.0, 60.5)]},
    ],
)
def test_what_went_wrong_is_told(change: dict[str, object]) -> None:
    assert not command.is_well(replace(WELL, **change))  # type: ignore[arg-type]


def test_the_summary_says_all_that_matters() -> None:
    outcome = replace(WELL, counted={"left": 4, "right": 3}, missed=[REP])
    text = command.summary(outcome)
    assert "2.00 h, 2 drops" in text
    assert "200 samples sent, 199 recorded, 1 left out at a reconnect, 0 lost" in text
    assert "4 left, 3 right counted; of 3 reps far from drops 1 missed" in text
    assert "memory +5.0 MB" in text


def test_links_drop_in_turn_and_are_up_at_the_end() -> None:
    drops = drops_until(100.0, 30.0)
    assert [(drop.side, drop.start_s) for drop in drops] == [
        ("left", 30.0),
        ("right", 60.0),
        ("left", 90.0),
    ]
    assert drops[-1].end_s < 100.0


def test_a_person_does_the_same_again_and_again() -> None:
    person = Person()
    n = round(person.round_s * RATE_HZ)
    for side in SIDES:
        first, again = person.feels(side, 0, 50), person.feels(side, n, 50)
        np.testing.assert_array_equal(first.acc_m_s2, again.acc_m_s2)
        assert first.seq is not None
        assert again.seq is not None
        assert again.seq[0] - first.seq[0] == n
    once, twice = person.reps_until(person.round_s), person.reps_until(2.0 * person.round_s)
    assert len(once) == 16
    assert len(twice) == 32
    assert twice[16].start_s == pytest.approx(once[0].start_s + person.round_s)


def test_the_command_says_how_it_went(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wished: list[tuple[float, float]] = []

    def pretended(folder: Path, length_s: float, every_s: float, *told: object) -> Outcome:
        del folder, told
        wished.append((length_s, every_s))
        return WELL

    monkeypatch.setattr(command, "soak", pretended)
    for name in ("KICKSTAND_DATA", "KICKSTAND_CACHE", "KICKSTAND_CONFIG"):
        monkeypatch.setenv(name, "")  # the command sets them for itself
    assert command.main(["--plain", "--hours", "2", "--every", "60"]) == 0
    assert wished == [(7200.0, 60.0)]
    assert "2.00 h" in capsys.readouterr().out
