"""The names of what the coach says."""

from __future__ import annotations

from imu.coach.lines import CUES, Line


def test_a_name_can_be_part_of_a_file_name() -> None:
    assert all(line.value.replace("-", "").isalnum() and line.value.islower() for line in Line)


def test_cues_are_about_a_rep_and_nothing_else_is() -> None:
    assert all(line.is_cue for line in CUES)
    for line in (Line.COUNTDOWN_3, Line.REST, Line.SENSOR_LOST, Line.LEFT_LEG, Line.WELL_DONE):
        assert not line.is_cue
