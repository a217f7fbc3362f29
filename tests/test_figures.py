"""The published figures are those of this counter, on the inputs that they name.

``firmware_notes/figures/real.json`` is what ``kickstand validate --json`` printed on the real
recordings, with a hash of the counter's code. The code is compared everywhere, the figures wherever
the recordings are. After a change to the counter, make the file anew with the recordings at hand:

    KICKSTAND_UPDATE_FIGURES=1 python3 run.py test tests/test_figures.py

and the tables on the page ``firmware_notes/figures.md`` with ``kickstand validate FOLDER``.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from imu.cli.app import run
from imu.settings import Settings, settings_hash

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "firmware_notes" / "figures" / "real.json"
PAGE = ROOT / "firmware_notes" / "figures.md"

COUNTER = (
    *sorted(f"counter/{path.stem}" for path in (ROOT / "imu" / "counter").glob("*.py")),
    "feed",
    "analysis",
    "settings",
    "baseline",
)
"""Modules that decide what comes out."""


def _counter_hash() -> str:
    """Hash of the counter's code without comments, docstrings and layout."""
    digest = hashlib.sha256()
    for name in COUNTER:
        tree = ast.parse((ROOT / "imu" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if isinstance(body, list):
                node.body = [part for part in body if not _is_text(part)]  # type: ignore[attr-defined]
        digest.update(ast.dump(tree).encode())
    return digest.hexdigest()[:12]


def _is_text(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _published() -> dict[str, Any]:
    return json.loads(FIGURES.read_text(encoding="utf-8"))


def _measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    run(["validate", str(folder), "--json"])
    return json.loads(capsys.readouterr().out)


def test_figures_are_those_of_the_recordings_at_hand(
    real_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured = _measured(real_data, capsys)
    if os.environ.get("KICKSTAND_UPDATE_FIGURES"):
        FIGURES.parent.mkdir(exist_ok=True)
        text = json.dumps({"counter": _counter_hash(), "validate": measured}, indent=1)
        FIGURES.write_text(text + "\n", encoding="utf-8")
    published = _published()["validate"]
    for now, then in zip(measured["recordings"], published["recordings"], strict=True):
        assert now["recording"] == then["recording"]
        assert now["input_hash"] == then["input_hash"], f"{now['recording']} is another recording"
        for side, result in now["sides"].items():
            for method, score in result["methods"].items():
                was = then["sides"][side]["methods"][method]
                assert score["counted"] == was["counted"], (now["recording"], side, method)


def test_figures_are_those_of_the_counter_as_it_is() -> None:
    assert _published()["counter"] == _counter_hash(), "the counter changed: see the module text"
    assert _published()["validate"]["settings_hash"] == settings_hash(Settings())


def test_page_of_figures_names_its_inputs_and_settings() -> None:
    page = PAGE.read_text(encoding="utf-8")
    published = _published()["validate"]
    assert published["settings_hash"] in page
    assert published["totals"][-1]["inputs_hash"] in page
