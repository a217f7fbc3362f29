"""Everything that takes bytes from outside keeps its promise: a value, or a sentence with advice.

A few inputs for each surface; ``python -m tests.fuzz`` tries as many as there is time for.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.drivers.registry import find_drivers
from imu.errors import ImuError
from imu.importers import KINDS
from imu.library.index import CACHE_VARIABLE
from tests.fuzz import contract
from tests.fuzz.mutation import Mutator
from tests.fuzz.table import every_target

NAMES = sorted(every_target(Path("nothing-is-written-here")))

EXAMPLES = 12
"""For each target. Half a minute for all of them."""

every_surface = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))


@every_surface
def test_rubbish_is_refused_in_words(name: str, tmp_path: Path) -> None:
    target = every_target(tmp_path)[name]
    seeds = target.seeds()
    spoilt = st.integers(0, 2**32).map(lambda number: Mutator(seeds, number).next())

    @settings(max_examples=EXAMPLES)
    @given(spoilt | st.binary(max_size=200))
    def tried(data: bytes) -> None:
        target.run(data)

    tried()


@every_surface
def test_the_first_input_is_right(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(error: ImuError) -> None:
        raise AssertionError(f"the right input is refused: {error}")

    target = every_target(tmp_path)[name]
    first, *_ = target.seeds()
    if name.startswith("set-up-"):  # answers of one kind of sensor, whatever was asked
        target.run(first)
        return
    monkeypatch.setattr(contract, "check_sentence", refused)
    target.run(first)


def test_every_driver_that_is_found_is_among_the_targets() -> None:
    found = {driver.family for driver in find_drivers().drivers}
    assert {f"decode-{family}" for family in found} <= set(NAMES)
    assert {f"set-up-{family}" for family in found} <= set(NAMES)


def test_every_kind_of_import_is_among_the_targets() -> None:
    assert {f"import-{kind}" for kind in KINDS} <= set(NAMES)


def test_a_message_that_moves_the_cursor_is_noticed() -> None:
    error = ImuError("fine", "Do this")
    contract.check_sentence(error)
    error.problem = "\x1b[2Jgone"
    with pytest.raises(AssertionError, match="not fit for a terminal"):
        contract.check_sentence(error)


def test_a_message_without_advice_is_noticed() -> None:
    with pytest.raises(AssertionError, match="no advice"):
        contract.check_sentence(ImuError("it is broken"))


def test_a_message_of_a_thousand_characters_is_noticed() -> None:
    error = ImuError("fine", "Do this")
    error.problem = "x" * 1000
    with pytest.raises(AssertionError, match="too long"):
        contract.check_sentence(error)
