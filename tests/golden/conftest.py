"""The switch that writes results anew instead of comparing them."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write recordings/goldens anew; read the diff before you commit it",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether results are to be written instead of compared."""
    return bool(request.config.getoption("--update-goldens", default=False))
