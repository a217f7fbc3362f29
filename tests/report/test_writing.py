"""The report as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from imu.errors import ImuError
from imu.report.writing import write_report
from tests.report.examples import page, report


@pytest.mark.parametrize(("name", "begins"), [("r.pdf", b"%PDF"), ("r.HTML", b"<!DOCTYPE html>")])
def test_the_ending_says_which_kind(tmp_path: Path, name: str, begins: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    write_report(path, page(), report())
    assert path.read_bytes().lower().startswith(begins.lower())
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_place_where_nothing_can_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImuError, match="cannot be written"):
        write_report(tmp_path / "nowhere" / "r.html", page(), report())
