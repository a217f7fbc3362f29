"""What all tests of recordings share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


def forget(handle: int) -> None:
    """Stand in for a sync."""
    del handle


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Leave syncing out: thousands of small files would wait for the disk, and prove nothing.

    Tests of the syncing itself put their own in its place, or run in another process.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", forget)
        yield
