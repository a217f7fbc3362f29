"""What every test may rely on: the same examples each time, and real recordings if at hand."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True, database=None, deadline=None)
settings.load_profile("same-every-time")


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
