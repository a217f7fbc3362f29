"""`kickstand validate` on recordings whose reps were counted set by set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imu.cli import countscores, scores
from imu.cli.scores import EVIDENCE
from imu.recording import Foil, LabelledSet, Labels, SessionMeta
from imu.recording.labels import write_labels
from tests.cli.places import STARTS, kickstand, put_everything, put_hinges
from tests.handmade import labels, window

Capture = pytest.CaptureFixture[str]
ALL = LabelledSet(side="right", start_s=1.0, end_s=14.0, count=4)
STANDING = Foil(start_s=14.0, end_s=15.9, kind="standing")


def squeezed(text: str) -> str:
    """Give the text with one space between words, line by line."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def counted(count: int = 4, *, foil: Foil = STANDING, exhaustive: bool = True) -> Labels:
    one = LabelledSet(side="right", start_s=1.0, end_s=14.0, count=count, kind="slow")
    return Labels(quality="counted aloud", exhaustive=exhaustive, sets=(one,), foils=(foil,))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Make a folder with windows, with counts that agree, and with counts that do not."""
    folder = tmp_path / "mixed"
    put_hinges(folder / "agrees", labels=counted())
    put_hinges(folder / "differs", labels=counted(6))
    put_hinges(folder / "windows", labels=labels(*(window(s + 1.2) for s in STARTS)))
    early = Labels(foils=(Foil(start_s=1.0, end_s=6.0, kind="sit"),))
    put_hinges(folder / "broken", labels=early)
    unreal = SessionMeta(complete=True, extra={"simulated": True})
    put_hinges(folder / "unreal", labels=counted(), meta=unreal)
    return folder


def test_each_set_and_each_foil_has_its_line(mixed: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "validate", mixed)
    assert (ran.code, ran.err) == (0, "")
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["agrees", "right", "0:01.0–0:14.0", "4", "4", "4", "4", "slow"] in lines
    assert ["differs", "right", "0:01.0–0:14.0", "6", "4!", "4!", "4!", "slow"] in lines
    assert ["agrees", "right", "0:14.0–0:15.9", "0", "0", "0", "0", "foil:", "standing"] in lines
    assert ["broken", "right", "0:01.0–0:06.0", "0", "2!", "2!", "2!", "foil:", "sit"] in lines
    assert "!  not as many as the person counted" in ran.out


def test_counted_sides_are_not_called_unlabelled(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "validate", put_hinges(tmp_path / "one", labels=counted()))
    out = squeezed(ran.out)
    assert "one right sets 4 4 4" in out
    assert "sets not marked one by one" in out
    assert "no labels" not in out
    assert "no totals" not in out
    assert "!" not in out


def test_windows_and_counts_have_totals_of_their_own(mixed: Path, capsys: Capture) -> None:
    out = squeezed(kickstand(capsys, "validate", mixed).out)
    real, _, unreal = out.partition("SIMULATED: ")
    by_window, _, by_count = real.partition("sides with counts per set")
    assert "all: 4 reps\nexact" in by_window
    assert "all: 10 reps in 2 sets\nset exact 1 of 2" in by_count
    assert "set within one rep 1 of 2" in by_count
    assert "foil spans without a count 2 of 3" in by_count
    assert "Foil spans with a count, review: sit 1" in by_count
    assert "all: 4 reps in 1 set\n" in unreal
    assert EVIDENCE["simulated"] in unreal


def test_ghosts_outside_sets_are_told_where_all_is_labelled(
    tmp_path: Path, capsys: Capture
) -> None:
    first = LabelledSet(side="right", start_s=1.0, end_s=7.5, count=2)
    path = put_hinges(tmp_path / "one", labels=Labels(exhaustive=True, sets=(first,)))
    assert "ghosts per 10 min outside" in kickstand(capsys, "validate", path).out
    (path / "labels.json").write_text(
        '{"sets": [{"side":"right","start_s":1,"end_s":7,"count":2}]}'
    )
    assert "ghosts" not in kickstand(capsys, "validate", path).out


def test_without_counts_nothing_is_said_of_them(tmp_path: Path, capsys: Capture) -> None:
    put_hinges(tmp_path / "one", labels=labels(*(window(s + 1.2) for s in STARTS)))
    assert "per set" not in kickstand(capsys, "validate", tmp_path).out


def test_no_line_is_too_wide(tmp_path: Path, capsys: Capture) -> None:
    long_foil = Foil(start_s=14.0, end_s=15.9, kind="looking back for the block again and again")
    put_hinges(tmp_path / ("a" * 60), labels=counted(foil=long_foil))
    ran = kickstand(capsys, "validate", tmp_path)
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_what_was_refused_in_a_set_is_told(tmp_path: Path, capsys: Capture) -> None:
    path = put_everything(tmp_path / "one")
    found = LabelledSet(side="right", start_s=1.0, end_s=50.0, count=5)
    write_labels(path / "labels.json", Labels(sets=(found,)))
    (line,) = [x for x in kickstand(capsys, "validate", path).out.splitlines() if "0:50.0" in x]
    assert line.endswith("set; isolated 1")
    kind = LabelledSet(side="right", start_s=1.0, end_s=50.0, count=5, kind="slow and shallow")
    write_labels(path / "labels.json", Labels(sets=(kind,)))
    (line,) = [x for x in kickstand(capsys, "validate", path).out.splitlines() if "0:50.0" in x]
    assert line.endswith("slow and shallow; …")


def test_of_many_lines_only_wrong_ones_are_shown(
    mixed: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(countscores, "LINES_SHOWN", 2)
    real = kickstand(capsys, "validate", mixed).out.partition("SIMULATED: ")[0]
    table = real.partition("counts per set")[2].partition("sides with")[0]
    assert "and 3 more, right in review and live alike" in table
    assert "differs" in table
    assert "agrees" not in table


def test_of_many_sides_only_those_with_a_wrong_count_are_shown(
    mixed: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scores, "LINES_SHOWN", 2)
    real = kickstand(capsys, "validate", mixed).out.partition("SIMULATED: ")[0]
    table = real.partition("counts per set")[0]
    assert "and 2 more sides, right in review and live alike" in table
    assert [line.split()[0] for line in table.splitlines() if " sets " in line][:2] == [
        "broken",
        "differs",
    ]


def test_counts_are_in_the_json(mixed: Path, capsys: Capture) -> None:
    document = json.loads(kickstand(capsys, "validate", mixed, "--json").out)
    by_name = {found["recording"]: found for found in document["recordings"]}
    live = by_name["differs"]["sides"]["right"]["methods"]["live"]
    assert live["counts"]["sets"] == [
        {"start_s": 1, "end_s": 14, "kind": "slow", "labelled": 6, "counted": 4, "refused": {}}
    ]
    assert by_name["windows"]["sides"]["right"]["methods"]["live"]["counts"] is None
    real = document["totals"][0]
    assert real["labelled"] == 4
    assert (real["counts"]["sets"], real["counts"]["labelled"]) == (2, 10)
    assert real["counts"]["methods"]["baseline"]["exact"]["k"] == 1
