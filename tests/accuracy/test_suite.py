"""Which sessions make the suite."""

from __future__ import annotations

import pytest

from imu.accuracy import BLOCKS, Case, cases
from imu.simulator import STRATA


def test_the_strata_take_turns_and_seeds_count_up() -> None:
    found = cases(len(STRATA) + 2)
    assert [case.stratum for case in found] == [*STRATA, *STRATA[:2]]
    assert [case.seed for case in found[-3:]] == [0, 1, 1]


def test_fewer_sessions_are_the_first_of_more() -> None:
    assert cases(30, "report") == cases(300, "report")[:30]


def test_the_blocks_share_no_seed() -> None:
    development, report = (
        {case.seed for case in cases(1000, name)} for name in ("development", "report")
    )
    assert not development & report
    assert min(report) == BLOCKS["report"] > 10 * max(development)


def test_a_thousand_sessions_reach_every_stratum_evenly() -> None:
    found = [case.stratum for case in cases()]
    times = [found.count(stratum) for stratum in STRATA]
    assert len(found) == 1000
    assert max(times) - min(times) <= 1


def test_only_the_strata_that_were_asked_for() -> None:
    assert cases(3, strata=("clean", "fast")) == [
        Case("clean", 0),
        Case("fast", 0),
        Case("clean", 1),
    ]
    with pytest.raises(ValueError, match="stratum"):
        cases(3, strata=())
