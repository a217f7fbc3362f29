"""The samples that come along: listed, copied, meant by name; the same as those in the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imu.cli import examples
from imu.cli.inputs import recordings_in
from imu.errors import UsageError
from imu.recording import provided
from tests.cli.places import is_one_sentence, kickstand

NAMES = ["simulated_left-right", "simulated_right"]
ROOT = Path(__file__).resolve().parents[2]


def test_they_are_listed_with_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    ran = kickstand(capsys, "samples")
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines] == [f"sample:{name}" for name in NAMES]
    assert all("nobody wore these sensors" in line for line in lines)
    assert "replay sample:NAME" in ran.err


def test_one_is_analysed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    ran = kickstand(capsys, "analyze", "sample:simulated_right", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["recording"] == "simulated_right"


def test_one_is_replayed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    ran = kickstand(capsys, "replay", "sample:simulated_right", "--speed", "max", "--json")
    events = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert sum(event["event"] == "rep" for event in events) == 10


def test_a_name_that_is_none_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = kickstand(capsys, "replay", "sample:mine")
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert all(name in ran.err for name in NAMES)


def test_a_file_of_ones_own_of_that_name_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = Path("sample:simulated_right")
    own.mkdir()
    assert examples.meant(own) == own
    own.rmdir()
    assert recordings_in(own) == [provided.provided()["simulated_right"]]


def test_they_are_copied_whole_and_never_over_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = kickstand(capsys, "samples", "-o", tmp_path / "out")
    assert ran.out.split() == [str(tmp_path / "out" / name) for name in NAMES]
    for name in NAMES:
        kept = sorted((ROOT / "recordings" / name).iterdir())
        assert [(tmp_path / "out" / name / one.name).read_bytes() for one in kept] == [
            one.read_bytes() for one in kept
        ]
    again = kickstand(capsys, "samples", "-o", tmp_path / "out")
    assert again.code == 2
    assert is_one_sentence(again.err)


def test_a_place_that_cannot_be_written_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    ran = kickstand(capsys, "samples", "-o", tmp_path / "file")
    assert ran.code == 2
    assert is_one_sentence(ran.err)


def test_an_installation_without_samples_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provided, "_PLACES", ())
    with pytest.raises(UsageError, match="There are: none"):
        examples.meant(Path("sample:simulated_right"))


def test_the_wheel_takes_all_that_the_checkout_has() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    taken = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    here = {f"recordings/{name}": f"imu/recordings/{name}" for name in provided.provided()}
    assert taken == here
