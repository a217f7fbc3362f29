"""`kickstand label`: with options, and by questions."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from imu.analysis import analyze
from imu.cli.labelask import BLIND, Interview, found_sets
from imu.cli.labeldraft import Draft
from imu.recording import Foil, LabelledSet, Labels, read_recording, write_recording
from imu.recording.labels import read_labels
from tests.cli.places import SECONDS, is_one_sentence, kickstand, put_hinges
from tests.handmade import rep, rep_set, session, side, window
from tests.hinges import hinges, in_a_row

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a recording of four hinges without labels."""
    return put_hinges(tmp_path / "one")


def labels_of(path: Path) -> Labels:
    return read_labels(path / "labels.json")


# -- options --------------------------------------------------------------------------------------


def test_options_become_labels(path: Path, capsys: Capture) -> None:
    ran = kickstand(
        capsys, "label", path, "--set", "right:1:14:4", "--foil", "standing:14:16",
        "--quality", "counted aloud", "--exhaustive",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert "4 reps in 1 set, 1 foil, every rep is marked" in ran.out
    assert labels_of(path) == Labels(
        quality="counted aloud",
        exhaustive=True,
        sets=(LabelledSet(side="right", start_s=1.0, end_s=14.0, count=4),),
        foils=(Foil(start_s=14.0, end_s=16.0, kind="standing"),),
    )


def test_what_was_labelled_is_what_validate_scores(path: Path, capsys: Capture) -> None:
    kickstand(capsys, "label", path, "--set", "right:1:14:4:slow", "--exhaustive")
    out = kickstand(capsys, "validate", path).out
    assert "all: 4 reps in 1 set\n  set exact                  1 of 1" in out
    assert "0.0 (0 in all)" in out


def test_labels_are_extended_and_can_be_made_anew(path: Path, capsys: Capture) -> None:
    (path / "labels.json").write_text('{"film": "a.mp4", "quality": "q", "exhaustive": true}')
    kickstand(capsys, "label", path, "--set", "right:1:6:2")
    kickstand(capsys, "label", path, "--set", "both:7:14:2")
    assert [(one.side, one.count) for one in labels_of(path).sets] == [("right", 2), ("both", 2)]
    assert (labels_of(path).quality, labels_of(path).exhaustive) == ("q", True)
    kickstand(capsys, "label", path, "--anew", "--set", "right:1:14:4", "--not-exhaustive")
    assert [one.count for one in labels_of(path).sets] == [4]
    assert labels_of(path).exhaustive is False
    assert json.loads((path / "labels.json").read_text())["film"] == "a.mp4"


def test_windows_of_reps_are_kept(tmp_path: Path, capsys: Capture) -> None:
    found = Labels(reps=(window(5.0),))
    path = put_hinges(tmp_path / "one", labels=found)
    kickstand(capsys, "label", path, "--anew", "--set", "right:1:14:4")
    assert labels_of(path).reps == found.reps


def test_times_can_count_from_a_knock(path: Path, capsys: Capture) -> None:
    kickstand(capsys, "label", path, "--zero", "1.5", "--set", "right:0:10:4")
    assert (labels_of(path).sets[0].start_s, labels_of(path).sets[0].end_s) == (1.5, 11.5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "right:1:14"], "is no set"),
        (["--set", "right:1:14:x"], "'x' is no number of reps"),
        (["--set", "left:1:14:4"], "No sensor was on side 'left'"),
        (["--set", "right:14:1:4"], "starts at 14 s but ends at 1 s"),
        (
            ["--set", "right:1:140:4"],
            "140 s is not in the recording. Choose times from 0.0 to 16.0 s.",
        ),
        (["--set", "right:1:9:2", "--set", "right:8:14:2"], "overlaps set 1"),
        (["--set", "right:1:9:2", "--foil", "walking:8:14"], "foil 1 (8 to 14 s) overlaps set 1"),
        (["--foil", "walking"], "is no stretch"),
        (["--zero", "soon", "--exhaustive"], "--zero"),
    ],
)
def test_wrong_options_are_one_sentence_and_nothing_is_written(
    path: Path, capsys: Capture, words: list[str], said: str
) -> None:
    ran = kickstand(capsys, "label", path, *words)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert said in ran.err
    assert not (path / "labels.json").exists()


def test_an_unknown_sensor_takes_any_side(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one", "unknown")
    assert kickstand(capsys, "label", path, "--set", "left:1:14:4").code == 0


def test_what_is_no_recording_cannot_be_labelled(path: Path, capsys: Capture) -> None:
    for target in (path / "gone", path / "right.imu.csv"):
        ran = kickstand(capsys, "label", target, "--exhaustive")
        assert (ran.code, ran.out) == (2, "")
        assert is_one_sentence(ran.err)
    assert kickstand(capsys, "label", path / "session.json", "--exhaustive").code == 0


def test_a_folder_that_cannot_be_written_is_one_sentence(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("imu.recording.labels.write_object", full)
    ran = kickstand(capsys, "label", path, "--exhaustive")
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "No space left" in ran.err


# -- questions ------------------------------------------------------------------------------------


def answered(
    path: Path, *answers: str, blind: bool = False, zero_s: float = 0.0, anew: bool = False
) -> tuple[Draft, tuple[str, bool], str]:
    """Give the draft, the outcome and everything that was shown after these answers."""
    shown: list[str] = []
    queue: Iterator[str] = iter(answers)

    def ask(question: str) -> str:
        shown.append(question)
        return next(queue)

    draft = Draft(read_recording(path), anew=anew)
    interview = Interview(draft, ask, shown.append, blind=blind, zero_s=zero_s)
    outcome = interview.about(analyze(path))
    assert next(queue, None) is None, "not every answer was asked for"
    return draft, outcome, "\n".join(shown)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Make a recording of two sets, of 4 and of 5, a minute apart."""
    block = hinges([*in_a_row(4, 10.0), *in_a_row(5, 80.0)], 110.0)
    write_recording(tmp_path / "two", [block])
    return tmp_path / "two"


def test_enter_confirms_what_review_found(two: Path) -> None:
    draft, outcome, shown = answered(two, "", "", "", "", "", "")
    assert "Set 1 of 2: right, 0:07." in shown
    assert "Reps [4]" in shown
    assert [one.count for one in draft.labels.sets] == [4, 5]
    first = draft.labels.sets[0]
    assert (first.start_s, first.end_s) == pytest.approx((7.0, 23.8), abs=0.5)
    assert outcome == ("counted aloud", False)


def test_counts_and_times_can_be_corrected_and_sets_refused(two: Path) -> None:
    draft, outcome, _ = answered(two, "5 0:06 24.5", "n", "", "", "filmed", "y")
    (one,) = draft.labels.sets
    assert (one.side, one.start_s, one.end_s, one.count) == ("right", 6.0, 24.5, 5)
    assert outcome == ("filmed", True)


def test_missing_sets_and_stretches_can_be_added(two: Path) -> None:
    draft, _, _ = answered(
        two, "", "", "right 0:40 0:50 2 partial", "", "pick up 52 60", "walking 60 1:10", "", "", ""
    )
    assert draft.labels.sets[-1] == LabelledSet(
        side="right", start_s=40.0, end_s=50.0, count=2, kind="partial"
    )
    assert [foil.kind for foil in draft.labels.foils] == ["pick up", "walking"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["many", "4", "", "", "", "", ""], "'many' is no number of reps"),
        (["4 5", "4", "", "", "", "", ""], "'4 5' is no answer"),
        (["4 20 10", "4", "", "", "", "", ""], "starts at 20 s but ends at 10 s"),
        (["", "", "right 12 15 2", "", "", "", ""], "overlaps set 1"),
        (["", "", "left 40 50 2", "", "", "", ""], "No sensor was on side 'left'"),
        (["", "", "", "walking", "", "", ""], "is no stretch"),
        (["", "", "", "walking 10 20", "", "", ""], "overlaps set 1"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_another_try(
    two: Path, answers: list[str], said: str
) -> None:
    draft, _, shown = answered(two, *answers)
    assert said in shown
    assert [one.count for one in draft.labels.sets] == [4, 5]
    assert draft.labels.foils == ()


def test_blind_shows_no_number_and_says_so_in_the_labels(two: Path) -> None:
    draft, outcome, shown = answered(two, "", "4", "6", "", "", "", "", blind=True)
    assert "'' is no answer" in shown
    assert "[4]" not in shown
    assert "[5]" not in shown
    assert [one.count for one in draft.labels.sets] == [4, 6]
    assert outcome[0] == f"counted aloud; {BLIND}"


def test_shown_and_typed_times_are_on_the_persons_clock(two: Path) -> None:
    draft, _, shown = answered(two, "4 1 18", "n", "", "walking 20 30", "", "", "", zero_s=5.0)
    assert "Set 1 of 2: right, 0:02." in shown
    assert (draft.labels.sets[0].start_s, draft.labels.sets[0].end_s) == (6.0, 23.0)
    assert draft.labels.foils[0].start_s == 25.0


def test_what_is_labelled_already_is_not_asked_again(two: Path) -> None:
    known = LabelledSet(side="right", start_s=9.0, end_s=22.0, count=4)
    text = json.dumps({"quality": "filmed", "exhaustive": True, "sets": [
        {"side": "right", "start_s": 9.0, "end_s": 22.0, "count": 4}]})  # fmt: skip
    (two / "labels.json").write_text(text)
    draft, outcome, shown = answered(two, "", "", "", "", "")
    assert "labelled already" in shown
    assert draft.labels.sets[0] == known
    assert len(draft.labels.sets) == 2
    assert outcome == ("filmed", True)
    anew, _, _ = answered(two, "", "", "", "", "", "", anew=True)
    assert [one.count for one in anew.labels.sets] == [4, 5]


def test_no_set_in_review_is_said(tmp_path: Path) -> None:
    write_recording(tmp_path / "still", [hinges([], 20.0)])
    _, outcome, shown = answered(tmp_path / "still", "", "", "", "yes")
    assert "Review found no set." in shown
    assert outcome[1]


def test_margins_end_half_way_to_the_next_set() -> None:
    close = side(rep(10.0))
    both = session(right=side(rep(10.0)), left=close)
    sets = (rep_set(rep(10.0)), rep_set(rep(15.0)), rep_set(rep(60.0)))
    result = msgspec.structs.replace(close, sets=sets)
    found = found_sets(msgspec.structs.replace(both, sides={"right": result, "left": close}))
    assert [(f.side, f.start_s, f.end_s) for f in found] == [
        ("right", 6.0, 12.5),
        ("left", 6.0, 14.0),
        ("right", 12.5, 19.0),
        ("right", 56.0, 64.0),
    ]


# -- the questions as a command -------------------------------------------------------------------


def test_questions_are_asked_on_the_terminal(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\nstanding 15.8 16\n\n\ny\n"))
    ran = kickstand(capsys, "label", path)
    assert (ran.code, ran.err) == (0, "")
    assert "Set 1 of 1: right" in ran.out
    assert "4 reps in 1 set, 1 foil, every rep is marked" in ran.out
    assert labels_of(path).quality == "counted aloud"
    assert labels_of(path).sets[0].end_s <= SECONDS + 1


def test_answers_that_end_too_early_write_nothing(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    ran = kickstand(capsys, "label", path)
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "nothing was written" in ran.err
    assert not (path / "labels.json").exists()
