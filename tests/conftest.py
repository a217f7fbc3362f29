"""What every test may rely on: the same examples each time, and real recordings if at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True, database=None, deadline=None)
settings.load_profile("same-every-time")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real recordings, named by the environment variable KICKSTAND_REAL_DATA."""
    named = os.environ.get("KICKSTAND_REAL_DATA")
    if not named:
        pytest.skip("KICKSTAND_REAL_DATA is not set")
    folder = Path(named)
    assert folder.is_dir(), f"KICKSTAND_REAL_DATA names {folder}, which is no folder"
    return folder
