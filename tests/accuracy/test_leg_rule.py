"""The rule for two legs on simulated people, and its published figures."""

from __future__ import annotations

import json
import math
import statistics
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from imu.accuracy.leg_people import World, person
from imu.accuracy.leg_rule import WORLDS, try_world
from imu.asymmetry import HEADLINE, MEASURES, LegSession

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "firmware_notes" / "figures" / "compare.json"
PAGE = ROOT / "firmware_notes" / "comparing.md"


def drawn(world: World, people: int = 1, seed: int = 1) -> list[list[LegSession]]:
    rng = np.random.default_rng(seed)
    return [person(world, rng) for _ in range(people)]


def log_difference(session: LegSession, metric: str = HEADLINE.metric) -> float:
    """Right minus left, log of the medians of all reps."""
    values = [
        [math.log(value) for one in sets for value in one.values[metric]]
        for sets in session.legs.values()
    ]
    return statistics.median(values[1]) - statistics.median(values[0])


def test_a_person_has_a_check_and_three_sessions_in_order() -> None:
    (sessions,) = drawn(World(sets=2, reps=7))
    assert [one.is_restrap_check for one in sessions] == [True, False, False, False]
    times = [one.started_s for one in sessions]
    assert times == sorted(times, key=lambda t: t or 0.0)
    assert {len(sets) for one in sessions for sets in one.legs.values()} == {2}
    assert {one.reps for s in sessions for sets in s.legs.values() for one in sets} == {7}
    assert set(sessions[1].legs["left"][0].values) == {one.metric for one in MEASURES}
    assert all(one.lacks == "" for one in sessions)


def test_legs_take_turns_unless_they_do_not() -> None:
    (turns,), (same,) = drawn(World()), drawn(World(alternates=False))
    first = [one.first_leg for one in turns[1:]]
    assert first[0] == first[2] != first[1]
    assert len({one.first_leg for one in same[1:]}) == 1


def test_the_true_difference_is_in_every_session() -> None:
    many = drawn(World(true=0.2, strap=0.0), 40)
    found = statistics.fmean(log_difference(one) for people in many for one in people[1:])
    assert found == pytest.approx(math.log(1.2), abs=0.02)


def test_a_habit_is_the_same_in_every_session_and_either_way_from_person_to_person() -> None:
    many = drawn(World(bias=0.5, strap=0.0), 20)
    signs = [frozenset(log_difference(one) > 0.0 for one in people[1:]) for people in many]
    assert set(signs) == {frozenset({True}), frozenset({False})}


def test_the_leg_that_comes_second_shows_less() -> None:
    for people in drawn(World(order=0.5, strap=0.0), 5):
        for one in people[1:]:
            assert (log_difference(one) < 0.0) is (one.first_leg == "left")


def test_strappings_scatter_as_they_should() -> None:
    many = drawn(World(strap=0.08), 150)
    spread = statistics.stdev(log_difference(one) for people in many for one in people[1:])
    alone = statistics.stdev(
        log_difference(one) for people in drawn(World(strap=0.0), 150) for one in people[1:]
    )
    assert spread**2 - alone**2 == pytest.approx(2.0 * math.log(1.08) ** 2, rel=0.3)


def test_the_same_seed_draws_the_same_people_and_blocks_draw_others() -> None:
    name = next(iter(WORLDS))
    assert try_world(name, 5, "development") == try_world(name, 5, "development")
    other = try_world(name, 5, "report")
    assert other.smallest_percent != try_world(name, 5, "development").smallest_percent


def test_a_large_difference_is_found_and_none_is_not() -> None:
    found, nothing = try_world("true 30 %", 60), try_world("no difference, strap 2 %", 60)
    assert found.detected.k > 35
    assert found.consistent.k > 25
    assert found.wrong_way == 0
    assert nothing.detected.k <= 6
    assert nothing.consistent.k == 0
    assert nothing.wrong_way is None


def test_without_a_check_nothing_is_consistent() -> None:
    name = "the same without a check, strap 8 %"
    assert try_world(name, 60).consistent.k == 0


# -- what is published ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    return json.loads(FIGURES.read_text("utf-8"))


def test_figures_are_of_all_worlds_and_of_report_seeds(published: dict[str, Any]) -> None:
    assert published["block"] == "report"
    assert [row["world"] for row in published["worlds"]] == list(WORLDS)
    assert published["headline"] == HEADLINE.metric


def test_published_figures_reach_their_aims(published: dict[str, Any]) -> None:
    rows = {row["world"]: row for row in published["worlds"]}
    people = published["people"]
    for name in ("no difference, strap 4 %", "the same without a check, strap 4 %"):
        assert rows[name]["detected"]["k"] <= 0.05 * people
    for name, world in WORLDS.items():
        if world.true == 0.0 and world.bias == 0.0:
            assert rows[name]["consistent"]["k"] <= 0.01 * people


def test_the_page_shows_the_published_figures(published: dict[str, Any]) -> None:
    page = PAGE.read_text("utf-8")
    assert f"--people {published['people']}" in page
    for row in published["worlds"]:
        shares = (
            100.0 * row[name]["k"] / row[name]["n"]
            for name in ("detected", "consistent", "others_detected", "others_consistent")
        )
        cells = " | ".join(f"{share:.1f}" for share in shares)
        assert f"| {row['world']} | {cells} |" in page
