"""Three knocks on a sensor are found, and what is no three knocks is not."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from imu.cli.knocks import three_knocks_s
from imu.recording import write_recording
from imu.samples import Block
from tests.cli.places import kickstand
from tests.hinges import hinges, in_a_row


def knocked(*times_s: float, force: float = 25.0) -> Block:
    """Five hinges from 6 s on, and a knock of two samples at each of these times."""
    block = hinges(in_a_row(5, 6.0), 30.0)
    acc = block.acc_m_s2.copy()
    for time_s in times_s:
        at = round(time_s * 100)
        acc[at, 1] += force
        acc[at + 1, 1] -= force
        acc[at + 4, 1] += force / 2  # the strap's echo
    return replace(block, acc_m_s2=acc)


def test_three_knocks_are_found_at_both_ends() -> None:
    assert three_knocks_s(knocked(2.0, 2.5, 3.1, 26.0, 26.6, 27.1)) == [2.0, 26.0]


@pytest.mark.parametrize(
    "times_s",
    [
        (),
        (2.0,),
        (2.0, 2.5),
        (2.0, 2.5, 3.0, 3.5),  # strides go on
        (2.0, 4.0, 6.0),  # too far apart
    ],
)
def test_what_is_no_three_knocks(times_s: tuple[float, ...]) -> None:
    assert three_knocks_s(knocked(*times_s)) == []


def test_hinges_and_soft_touches_are_no_knocks() -> None:
    assert three_knocks_s(knocked(2.0, 2.5, 3.1, force=4.0)) == []


def test_the_step_over_a_hole_is_no_knock() -> None:
    block = knocked(2.0, 2.5, 3.1)
    kept = (block.time_s < 1.99) | (block.time_s > 2.005)
    at_hole = replace(
        block,
        time_s=block.time_s[kept],
        acc_m_s2=block.acc_m_s2[kept],
        gyr_rad_s=block.gyr_rad_s[kept],
        seq=None,
    )
    assert three_knocks_s(at_hole) == [2.01]
    far = replace(at_hole, time_s=at_hole.time_s + 5.0 * (at_hole.time_s > 2.6))
    assert three_knocks_s(far) == []


def test_the_questions_begin_with_the_knocks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_recording(tmp_path / "one", [knocked(2.0, 2.5, 3.1)])
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n\n\n\n\n"))
    ran = kickstand(capsys, "label", tmp_path / "one")
    assert ran.code == 0
    assert ran.out.startswith("Three knocks, it seems, at 2.0 s on the sensor of side right.")
    assert "--zero 2.0" in ran.out
