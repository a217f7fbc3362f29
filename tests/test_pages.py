"""The pages keep what they promise: their commands work, their links lead somewhere."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.main import COMMANDS as WINDOW_COMMANDS
from imu.cli.app import COMMANDS, build_app, run
from imu.recording.labels import read_labels
from imu.recording.session import read_session

ROOT = Path(__file__).parent.parent
NOTES = ROOT / "firmware_notes"
PROTOCOL = NOTES / "recording-hinges.md"
EVIDENCE = NOTES / "evidence.md"
GUIDES = sorted((NOTES / "guides").glob("*.md"))
PAGES = sorted([ROOT / "README.md", ROOT / "recordings" / "README.md", *NOTES.rglob("*.md")])

ANSWERS = "8\n8\n\nwalking 0 7\n\n\nn\n"
"""To the questions of the protocol: two sets of 8, no other one, a foil."""


def commands_of(page: Path) -> Iterator[str]:
    """Every line of the page's shell blocks, in their order."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def do(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run one line of a page; its exit code."""
    programme, *words = shlex.split(line)
    if programme == "kickstand":
        monkeypatch.setattr("sys.stdin", io.StringIO(ANSWERS))
        return run(words)
    assert programme == "python3", f"the page uses {programme}"
    return subprocess.run([sys.executable, *words], check=False).returncode


def test_the_protocols_commands_work_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = list(commands_of(PROTOCOL))
    used = {line.split()[1] for line in lines if line.startswith("kickstand")}
    assert used == {"simulate", "analyze", "replay", "label", "validate"}
    monkeypatch.chdir(tmp_path)
    for line in lines:
        assert do(line, monkeypatch) == 0, (line, capsys.readouterr())
    labels = read_labels(tmp_path / "rehearsal" / "labels.json")
    assert {labelled.side for labelled in labels.sets} == {"left", "right"}
    assert labels.exhaustive
    assert (tmp_path / "rehearsal.zip").stat().st_size > 100_000
    out = capsys.readouterr().out
    assert "16 reps in 2 sets\nset exact 2 of 2" in re.sub(" +", " ", out).replace("\n ", "\n")


def test_the_evidences_commands_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = list(commands_of(EVIDENCE))
    assert lines
    monkeypatch.chdir(ROOT)
    assert [do(line, monkeypatch) for line in lines] == [0] * len(lines)
    assert "SIMULATED: 2 recordings" in capsys.readouterr().out


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guides_commands_work_one_after_the_other(
    guide: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(ROOT / "recordings", tmp_path / "recordings")
    monkeypatch.chdir(tmp_path)
    for line in commands_of(guide):
        assert do(line, monkeypatch) == 0, (line, capsys.readouterr())
    for block in re.findall(
        r"^```python\n(.*?)^```", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        exec(compile(block, guide.name, "exec"), {})


def test_the_guides_are_found_from_both_front_pages() -> None:
    assert len(GUIDES) == 6
    for page in (ROOT / "README.md", NOTES / "README.md"):
        text = page.read_text("utf-8")
        assert [guide.name for guide in GUIDES if f"guides/{guide.name}" not in text] == []


def test_the_session_file_of_the_protocol_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"^```json\n(.*?)^```", PROTOCOL.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    fields = json.loads(example)
    (tmp_path / "session.json").write_text(example)
    session = read_session(tmp_path / "session.json")
    assert session.extra == {}, "a field is misspelt"
    assert (session.person, session.complete) == (fields["person"], True)


def test_every_label_of_the_format_page_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "recordings" / "README.md").read_text("utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "labels.json").write_text(example)
    labels = read_labels(tmp_path / "labels.json")
    assert (len(labels.sets), len(labels.foils), labels.exhaustive) == (1, 1, True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    named = {" ".join(words).strip() for words in re.findall(r"`kickstand (\w[\w-]*)( \w+)?", text)}
    known = {*COMMANDS, *WINDOW_COMMANDS}
    assert {name for name in named if name.split()[0] not in known} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    wrong: list[str] = []
    for line in re.findall(r"`kickstand ([^`\n]+)`", page.read_text("utf-8")):
        words = line.split()
        known = options_of(words)
        named = [word.partition("=")[0] for word in words if re.match(r"--\w|-\w$", word)]
        wrong += [f"{line}: {name}" for name in named if name not in known]
    assert wrong == []


def options_of(words: list[str]) -> set[str]:
    """Every option of the command that these words begin with."""
    found: Any = build_app(WINDOW_COMMANDS)
    known: set[str] = set()
    for word in words:
        commands: dict[str, Any] = getattr(found, "commands", {})
        if word not in commands:
            break
        found = commands[word]
        known |= {name for option in found.params for name in option.opts + option.secondary_opts}
    return known | {"--help", "--version"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    inner = [link.partition("#")[0] for link in links if not link.startswith(("http", "#"))]
    assert [link for link in inner if not (page.parent / link).exists()] == []


def test_the_evidence_page_is_about_the_published_figures() -> None:
    page = EVIDENCE.read_text("utf-8")
    published = json.loads((NOTES / "figures" / "real.json").read_text("utf-8"))["validate"]
    assert published["settings_hash"] in page
    assert published["totals"][-1]["inputs_hash"] in page
    (squats,) = [group for group in published["totals"] if group["sensors"] == "one"]
    for method in ("review", "live", "baseline"):
        assert squats["methods"][method]["exact"]["k"] == squats["judged"] == 33
    assert "33 of 33" in page
    assert f"{squats['labelled']} reps" in page


def test_the_front_page_leads_to_both() -> None:
    front = (ROOT / "README.md").read_text("utf-8")
    for page in (PROTOCOL, EVIDENCE):
        assert f"firmware_notes/{page.name}" in front
        assert page.name in (NOTES / "README.md").read_text("utf-8")
