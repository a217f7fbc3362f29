"""`kickstand compare`: text, JSON, and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from imu.asymmetry import Verdict, compare
from imu.cli.above import Above
from imu.cli.app import run
from imu.cli.comparewords import text_of
from imu.recording import SessionMeta, write_recording
from imu.samples import Side
from imu.settings import Settings
from tests.asymmetry.people import apart, check, everything
from tests.cli.places import is_one_sentence, kickstand
from tests.hinges import hinges, in_a_row

Capture = pytest.CaptureFixture[str]
SETS = [*in_a_row(5), *(60.0 + start for start in in_a_row(5))]
SECONDS = 85.0
BEGAN = datetime(2026, 11, 20, 10, tzinfo=UTC)


def put(path: Path, *sides: Side, day: int = 0, **known: object) -> Path:
    """Write two sets of five hinges on each of these legs."""
    blocks = [hinges(SETS, SECONDS, side=side) for side in sides]
    meta = SessionMeta(complete=True, started_at=BEGAN + timedelta(days=day), **known)  # type: ignore[arg-type]
    write_recording(path, blocks, meta=meta)
    return path


def documents(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_one_leg_is_not_enough_data_and_no_failure(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "compare", put(tmp_path / "one", "right"))
    assert (ran.code, ran.err) == (0, "")
    assert "not enough data. Only one leg was measured." in ran.out


def test_two_legs_that_are_alike(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "compare", put(tmp_path / "both", "left", "right"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("both: left against right\n")
    assert "left: 2 sets, 10 reps; right: 2 sets, 10 reps" in ran.out
    assert "Depth (guided): no difference detected. One of under " in ran.out
    assert "Speed on the way up (chosen beforehand): no difference detected" in ran.out


def test_json_is_one_line_for_each_person(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path / "a", "left", "right", person="A")
    put(tmp_path / "b", "left", "right", person="B")
    put(tmp_path / "later", "left", "right", person="A", day=3)
    ran = kickstand(capsys, "compare", tmp_path, "--json")
    first, second = documents(ran.out)
    assert (first["person"], first["recording"]) == ("A", "later")
    assert (second["person"], second["sessions"]) == ("B", ["b"])
    assert first["left_out"] == [{"recording": "a", "reason": "the same samples once more"}]
    assert first["schema_version"] == 1
    headline = first["findings"][0]
    assert headline["is_headline"]
    assert headline["verdict"] == "no difference detected"
    assert [leg["leg"] for leg in headline["legs"]] == ["left", "right"]


def test_what_cannot_be_read_is_said_and_the_rest_is_done(tmp_path: Path, capsys: Capture) -> None:
    good = put(tmp_path / "both", "left", "right")
    ran = kickstand(capsys, "compare", tmp_path / "nowhere", good)
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert "both: left against right" in ran.out


def test_nothing_readable_is_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "compare", tmp_path / "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_only_re_strap_checks_are_nothing_to_compare(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "compare", put(tmp_path / "check", "left", "right", restrap_check=True))
    assert (ran.code, ran.out) == (2, "")
    assert "only re-strap checks" in ran.err


def test_a_pair_of_unknown_sides_is_a_and_b(tmp_path: Path, capsys: Capture) -> None:
    one, two = put(tmp_path / "one", "unknown"), put(tmp_path / "two", "unknown", day=1)
    ran = kickstand(capsys, "compare", "--pair", one, two)
    assert ran.code == 0
    assert ran.out.startswith("one + two: A against B\n")
    assert "the A leg began" in ran.out
    assert "left" not in ran.out.split("\n\n")[1]


@pytest.mark.parametrize("count", [1, 3])
def test_a_pair_is_two(tmp_path: Path, capsys: Capture, count: int) -> None:
    paths = [put(tmp_path / str(n), "unknown") for n in range(count)]
    ran = kickstand(capsys, "compare", "--pair", *paths)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert f"these are {count}" in ran.err


def test_half_a_pair_is_none(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "compare", "--pair", put(tmp_path / "a", "unknown"), tmp_path / "b")
    assert (ran.code, ran.out) == (2, "")
    assert "One recording of the pair is missing" in ran.err


def test_without_a_path_it_is_wrong_use(capsys: Capture) -> None:
    ran = kickstand(capsys, "compare")
    assert ran.code == 2
    assert is_one_sentence(ran.err)


# -- words ----------------------------------------------------------------------------------------


def test_a_difference_is_told_with_its_leg_and_its_doubt() -> None:
    text = text_of(compare([apart(30.0)]))
    assert "difference in this session, right 30 % more. Not called consistent: " in " ".join(
        text.split()
    )
    assert "left 30 % more" in " ".join(text_of(compare([apart(-23.0769)])).split())


def test_a_consistent_difference_names_its_sessions() -> None:
    sessions = [check(), apart(30.0, name="one", first="right"), apart(30.0, name="two", day=2.0)]
    found = compare(sessions)
    assert found.findings[0].verdict is Verdict.CONSISTENT
    text = text_of(found)
    assert "consistent difference, right 30 % more, as in one." in text
    assert "with one before it" in text
    assert "re-strap check: check" in text


def test_what_was_left_out_is_named() -> None:
    found = compare([replace(apart(1.0, name="once"), input_hash="today"), apart(1.0, day=9.0)])
    assert "Left out: once: the same samples once more." in text_of(found)


def test_no_line_is_too_wide_and_no_word_judges() -> None:
    sessions = [
        replace(everything([30.0, 31.0, 29.0], [55.0, 56.0, 57.0]), recording="x" * 30),
        apart(150.0, name="two", day=2.0),
    ]
    for text in (text_of(compare(sessions)), text_of(compare(sessions[:1]))):
        assert max(len(line) for line in text.splitlines()) <= 100
        assert not any(word in text.lower() for word in ("imbalance", "better", "worse"))


def test_what_rounds_to_nothing_has_no_sign() -> None:
    text = text_of(compare([apart(0.0)]))
    row = next(line for line in text.splitlines() if "Speed on the way up, " in line)
    assert " 0 %" in row
    assert "+0 %" not in row


@pytest.mark.parametrize("other", ["--pair", "--json"])
def test_a_window_and_what_it_cannot_show_do_not_go_together(
    other: str, tmp_path: Path, capsys: Capture
) -> None:
    ran = kickstand(capsys, "compare", tmp_path, "--window", other)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert other in ran.err


def test_without_a_window_it_says_what_to_do(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "compare", tmp_path, "--window")
    assert (ran.code, ran.out) == (2, "")
    assert "Leave --window away" in ran.err


def test_the_window_gets_every_recording_and_the_settings(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[tuple[Sequence[Path], Settings]] = []

    def show(paths: Sequence[Path], settings: Settings) -> int:
        got.append((paths, settings))
        return 4

    module = ModuleType("imaginary_comparison")
    module.show = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "imaginary_comparison", module)
    for name in ("a", "b"):
        put(tmp_path / name, "right")
    argv = ["compare", str(tmp_path), "--window"]
    assert run(argv, above=Above(compare="imaginary_comparison:show")) == 4
    assert got == [([tmp_path / "a", tmp_path / "b"], Settings())]
    assert capsys.readouterr() == ("", "")
