"""`kickstand edit`: every kind of correction by hand, and how a mistake ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imu.cli.moments import seconds
from imu.errors import UsageError
from imu.recording import SessionMeta, write_recording
from imu.recording.eventlog import event_entry, format_entry, header_line
from tests.cli.places import STARTS, is_one_sentence, kickstand, put_hinges
from tests.edits.conftest import FIRST, LONE_S, SHALLOW_S, right_thigh
from tests.edits.test_differences import aloud, final
from tests.handmade import rep

Capture = pytest.CaptureFixture[str]
THIRD = f"{FIRST[2] + 1.2:.1f}"


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recording of one leg: 5 reps and a shallow one, 4 reps, and a movement that was refused."""
    monkeypatch.setenv("KICKSTAND_DATA", str(tmp_path / "data"))
    path = tmp_path / "data" / "recordings" / "one"
    write_recording(path, [right_thigh()], meta=SessionMeta(complete=True, sides=("right",)))
    return path


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (["reject", THIRD], "right 8 reps in 2 sets"),
        (["add", f"{LONE_S - 0.2}", f"1:{LONE_S + 2.6 - 60}"], "right 10 reps in 3 sets"),
        (["restore", f"{SHALLOW_S + 1.2}"], "right 10 reps in 2 sets"),
        (["split", f"{FIRST[2]}"], "right 9 reps in 3 sets"),
        (["join", "30", "--side", "right"], "right 9 reps in 1 set"),
        (["side", "right", "left"], "left 9 reps in 2 sets, right no reps"),
        (["side", "right", "left", "--start", "35"], "left 4 reps in 1 set, right 5 reps in 1 set"),
        (["swap", "--end", "35"], "left 5 reps in 1 set, right 4 reps in 1 set"),
    ],
)
def test_what_was_found_and_what_it_is_now(
    one: Path, capsys: Capture, words: list[str], outcome: str
) -> None:
    ran = kickstand(capsys, "edit", words[0], one, *words[1:])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"right 9 reps in 2 sets -> {outcome}\n"
    analyzed = kickstand(capsys, "analyze", one)
    assert "corrected by you (1 edit)" in analyzed.out
    assert "corrected" not in kickstand(capsys, "analyze", one, "--unedited").out


def test_a_session_of_corrections(one: Path, capsys: Capture) -> None:
    assert kickstand(capsys, "edit", "exclude", "one", THIRD, "--why", "slipped").code == 0
    assert kickstand(capsys, "edit", "reject", "one", "3.2").code == 0
    assert kickstand(capsys, "edit", "undo", "one", "1").code == 0
    ran = kickstand(capsys, "edit", "list", "one")
    assert ran.out.splitlines() == [
        '  1  make no figure from the rep at 0:08.8 on the right leg: "slipped"  (taken back)',
        "  2  reject the rep at 0:03.2 on the right leg",
        "  3  undo 1",
        "right 9 reps in 2 sets -> right 8 reps in 2 sets",
    ]
    lines = kickstand(capsys, "edit", "list", one, "--json").out.splitlines()
    documents = [json.loads(line) for line in lines]
    assert [each["kind"] for each in documents] == ["exclude", "reject", "undo"]
    assert [each["state"] for each in documents] == ["taken back", "", ""]
    assert kickstand(capsys, "edit", "labels", one, "--exhaustive").code == 0
    assert len(json.loads((one / "labels.json").read_text())["reps"]) == 8
    assert kickstand(capsys, "edit", "labels", one).code == 2


def test_json_of_a_corrected_recording_says_so(one: Path, capsys: Capture) -> None:
    kickstand(capsys, "edit", "reject", one, THIRD)
    document = json.loads(kickstand(capsys, "analyze", one, "--json").out)
    assert document["edits"]["count"] == 1
    assert len(document["edits"]["hash"]) == 12
    plain = json.loads(kickstand(capsys, "analyze", one, "--json", "--unedited").out)
    assert "edits" not in plain
    assert document["input_hash"] == plain["input_hash"]


def test_questions_where_the_counts_differ(one: Path, capsys: Capture) -> None:
    assert "agree" in kickstand(capsys, "edit", "differences", one).out
    heard = rep(LONE_S + 1.2)
    said = b"".join(
        format_entry(event_entry(event)) for event in (aloud(1, heard), final(1, heard))
    )
    (one / "events.csv").write_bytes(header_line() + said)
    out = kickstand(capsys, "edit", "differences", one).out
    assert (
        "The live count had a rep at 1:11 on the right leg that review rejects (isolated): was it"
        " one?\n    if so: count the movement at 1:11.2 on the right leg" in out
    )
    assert "Review counts a rep at 0:03 on the right leg that was not announced" in out
    assert "    if not: reject the rep at 0:03.2 on the right leg" in out
    first, *_ = kickstand(capsys, "edit", "differences", one, "--json").out.splitlines()
    assert json.loads(first)["remedy"]["kind"] == "reject"


@pytest.mark.parametrize(
    "words",
    [
        ["reject", "30"],
        ["reject", "soon"],
        ["reject", THIRD, "--side", "middle"],
        ["reject", THIRD, "--side", "left"],
        ["add", "5", "4"],
        ["side", "left", "left"],
        ["undo"],
        ["undo", "7"],
        ["split", "30"],
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(
    one: Path, capsys: Capture, words: list[str]
) -> None:
    ran = kickstand(capsys, "edit", words[0], one, *words[1:])
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert not (one / "edits.json").exists()


def test_with_two_legs_the_side_must_be_said(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "two", "left", "right")
    ran = kickstand(capsys, "edit", "reject", path, f"{STARTS[1] + 1.2}")
    assert ran.code == 2
    assert "--side" in ran.err


@pytest.mark.parametrize(
    ("text", "value"), [("42", 42.0), ("42.5", 42.5), ("1:02.5", 62.5), ("1:00:01", 3601.0)]
)
def test_moments(text: str, value: float) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize("text", ["", "-3", "1:", ":5", "1.5:3", "nan", "5 s"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(UsageError):
        seconds(text)
