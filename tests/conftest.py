"""What every test may rely on: the same examples each time, and real recordings if at hand."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import tiers

settings.register_profile("same-every-time", derandomize=True, database=None, deadline=None)
settings.load_profile("same-every-time")


WHOLE, THOROUGH = pytest.StashKey[bool](), pytest.StashKey[bool]()
"""Whether all test files are collected, and whether their thorough tests are run, too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one word of our own: see `tests.tiers`."""
    parser.addoption("--thorough", action="store_true", help="also the tests that take long")


def pytest_configure(config: pytest.Config) -> None:
    """Find out what was asked for: whoever names files or tests gets all of those."""
    told = getattr(config, "workerinput", None)  # of one of several processes
    if told is not None:
        config.stash[WHOLE], config.stash[THOROUGH] = told["tier"]
        return
    option = config.option
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    config.stash[WHOLE] = whole
    config.stash[THOROUGH] = bool(option.thorough or not whole or option.keyword or option.markexpr)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 - pytest-xdist has no types
    """Hand it on to a process that runs some of the tests."""
    node.workerinput["tier"] = node.config.stash[WHOLE], node.config.stash[THOROUGH]


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave the thorough tests out of a quick run."""
    listed = tiers.read_list()
    nodes = [item.nodeid for item in items]
    is_complete = config.stash[WHOLE] and not session.testsfailed
    if is_complete and (lost := tiers.unknown(nodes, listed)):
        raise pytest.UsageError(f"{tiers.LIST.name} names no test: {', '.join(lost)}")
    if config.stash[THOROUGH]:
        return
    out = tiers.left_out(nodes, listed)
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in out])
    items[:] = [item for item in items if item.nodeid not in out]


def pytest_collection_finish() -> None:
    """Take what importing every test has left out of the collector's sight, for good.

    Tests that look for what is left behind collect all garbage: over five thousand tests and the
    libraries of all of them that takes 0.3 s each time, over what came since, next to nothing.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real recordings, named by the environment variable KICKSTAND_REAL_DATA."""
    named = os.environ.get("KICKSTAND_REAL_DATA")
    if not named:
        pytest.skip("KICKSTAND_REAL_DATA is not set")
    folder = Path(named)
    assert folder.is_dir(), f"KICKSTAND_REAL_DATA names {folder}, which is no folder"
    return folder


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer nine hours before Greenwich."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's time zone cannot be chosen")
    monkeypatch.setenv("TZ", "JST-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
