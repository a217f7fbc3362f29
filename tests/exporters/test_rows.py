"""Rows: whose they are, what was found, and where it comes from."""

from __future__ import annotations

import pytest

from imu.exporters import Aliases
from imu.exporters.rows import Tables, rep_rows, set_rows, side_rows, table
from tests.exporters.studies import STARTS, counted


def test_a_row_for_each_rep_with_numbers_from_one() -> None:
    rows = rep_rows(counted("left", "right"))
    places = [(row["side"], row["set"], row["rep"]) for row in rows]
    assert places == [(side, 1, n) for side in ("left", "right") for n in (1, 2, 3, 4)]


def test_a_rep_has_its_times_metrics_and_origin() -> None:
    one = counted()
    (rep_set,) = one.session.sides["right"].sets
    row = rep_rows(one)[1]
    rep = rep_set.reps[1]
    assert (row["recording"], row["person"]) == ("monday", "Anna")
    assert (row["start_s"], row["end_s"], row["depth_deg"]) == (
        rep.start_s,
        rep.end_s,
        rep.depth_deg,
    )
    assert {name: row[name] for name in rep.metrics} == rep.metrics
    assert row["similarity"] == rep_set.similarity[1]
    for name in ("mode", "version", "metrics_version", "settings_hash", "input_hash"):
        assert row[name] == getattr(one.session, name)


def test_a_row_for_each_set() -> None:
    (row,) = set_rows(counted())
    assert (row["counted_reps"], row["listed_reps"], row["stopped"]) == (len(STARTS), 4, "")


def test_a_side_without_a_rep_has_a_row_too() -> None:
    (row,) = side_rows(counted(hole_s=(0.7, 15.0)))
    assert (row["counted_reps"], row["sets"], row["gaps"]) == (0, 0, 1)
    assert row["missing_s"] == pytest.approx(14.3, abs=0.03)


def test_a_study_s_columns_reach_every_row() -> None:
    one = counted(columns={"condition": "fresh", "visit": "2"}, rung="one-leg", load_kg=8.0)
    for rows in (rep_rows(one), set_rows(one), side_rows(one)):
        for row in rows:
            assert (row["condition"], row["visit"]) == ("fresh", "2")
            assert (row["rung"], row["load_kg"]) == ("one-leg", 8.0)


@pytest.mark.parametrize("name", ["side", "version", "depth_deg"])
def test_a_study_s_column_hides_none_of_ours(name: str) -> None:
    (row, *_) = rep_rows(counted(columns={name: "theirs"}))
    assert row[f"study_{name}"] == "theirs"
    assert row[name] != "theirs"


def test_tables_have_the_columns_of_all_rows_in_order() -> None:
    one = table("x", [{"a": 1, "c": 3}, {"a": 1, "b": 2, "c": 3}])
    assert [name for name in one.names if name in "abc"] == ["a", "b", "c"]


def test_tables_without_rows_have_columns_all_the_same() -> None:
    reps, sets, sides = Tables().tables()
    assert [one.name for one in (reps, sets, sides)] == ["reps", "sets", "sides"]
    assert reps.names[:3] == ("recording", "person", "started_at")


def test_the_same_person_has_the_same_alias() -> None:
    aliases = Aliases()
    persons = ["Anna", "Ben", None, "Anna", "P1"]
    called = [aliases.of(counted(person=person)).person for person in persons]
    assert called == ["P1", "P2", None, "P1", "P3"]
