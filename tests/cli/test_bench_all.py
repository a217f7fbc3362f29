"""`kickstand bench all` and `bench history`: every bench in one table and one JSON object."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from imu.cli import benchall
from imu.cli.above import Above, programme
from imu.cli.app import COMMANDS, run
from imu.cli.benchall import BENCHES
from imu.cli.benchhistory import add_run
from imu.cli.benchreport import Report
from imu.simulator import STRATA
from imu.version import __version__
from tests.cli.test_bench_speed import counted, took

Capture = pytest.CaptureFixture[str]

ABOVE = Above(
    benches={"picture": ("--seconds", "1")}, undrawable="tests.cli.test_bench_all:undrawable"
)
WHY: list[str] = []


def undrawable() -> str | None:
    return WHY[0] if WHY else None


STAND_IN = """
import json, pathlib, sys
group, name, *words = sys.argv[1:]
assert group == "bench" and words[-1] == "--json"
with open(words[words.index("--history") + 1] + ".asked", "a") as file:
    print(json.dumps([name, *words]), file=file)
folder = pathlib.Path(__file__).parent
if not (folder / name).exists():
    sys.exit("a traceback, or so")
print((folder / name).read_text())
sys.exit((folder / f"{name}.partial").exists())
"""
"""A programme whose benches print what lies beside it under their name, and fail without."""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of such a programme, in which every bench has something to print."""
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "it.py").write_text(STAND_IN)

    def starting(module: str | None) -> list[str]:
        assert module is None
        return [sys.executable, str(folder / "it.py")]

    monkeypatch.setattr(benchall, "programme", starting)
    for name in (*BENCHES, *ABOVE.benches):
        told = msgspec.to_builtins(Report(run=took(2.0, name=name), changes={}))
        (folder / name).write_text(json.dumps({**told, "schema_version": 1, "own": 1}))
    WHY.clear()
    return folder


def bench_all(folder: Path, *words: str) -> int:
    argv = ["bench", "all", "--history", str(folder / "runs.jsonl"), *words]
    return run(argv, above=ABOVE)


def asked(folder: Path) -> list[list[str]]:
    return [json.loads(line) for line in (folder / "runs.jsonl.asked").read_text().splitlines()]


def test_every_bench_runs_and_all_figures_stand_in_one_table(
    stand_in: Path, capsys: Capture
) -> None:
    assert bench_all(stand_in) == 0
    shown = capsys.readouterr()
    names = [*BENCHES, "picture"]
    assert [line.split()[0] for line in shown.out.splitlines() if "yardstick 20" in line] == names
    assert shown.out.count("  tracker ") == len(names)
    assert shown.out.count("median") == 1
    for n, name in enumerate(names):
        assert f"kickstand: bench {name} is running ({n + 1} of {len(names)})" in shown.err
        assert f"kickstand: bench {name} took " in shown.err
    file = str(stand_in / "runs.jsonl")
    assert asked(stand_in) == [[name, "--history", file, "--json"] for name in names]


def test_all_as_one_object_of_a_few_in_short(stand_in: Path, capsys: Capture) -> None:
    assert bench_all(stand_in, "--quick", "--json", "--only", "picture", "--only", "speed") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["run"]["bench"] for one in told["runs"]] == ["speed", "picture"]
    assert (told["schema_version"], told["failed"], told["left_out"]) == (2, [], [])
    (speed, *short, _, _, _), (picture, *words, _, _, _) = asked(stand_in)
    assert (speed, *short) == ("speed", *BENCHES["speed"])
    assert (picture, *words) == ("picture", *ABOVE.benches["picture"])


def test_the_others_go_on_when_one_fails(stand_in: Path, capsys: Capture) -> None:
    (stand_in / "accuracy").unlink()
    (stand_in / "health").write_text('{"run": null}')
    (stand_in / "compare.partial").touch()
    assert bench_all(stand_in, "--json") == 1
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert told["failed"] == ["accuracy", "health", "compare"]
    assert [one["run"]["bench"] for one in told["runs"]] == ["speed", "picture"]
    assert "bench accuracy failed after" in shown.err
    assert "with exit code 1" in shown.err
    assert "3 benches failed: 'kickstand bench accuracy' or" in shown.err
    assert bench_all(stand_in, "--only", "health") == 2, "nothing could be done"
    assert capsys.readouterr().out == ""


def test_what_cannot_be_drawn_is_left_out_with_a_remark(stand_in: Path, capsys: Capture) -> None:
    WHY.append("Qt is not installed: bring it")
    assert bench_all(stand_in, "--json") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["left_out"] == ["picture"]
    assert "left out: bench picture; Qt is not installed: bring it." in shown.err
    assert [name for name, *_ in asked(stand_in)] == list(BENCHES)
    assert bench_all(stand_in, "--only", "speed") == 0
    assert "left out" not in capsys.readouterr().err, "nobody asked for it"


def test_a_bench_that_is_none_gets_one_line(stand_in: Path, capsys: Capture) -> None:
    assert bench_all(stand_in, "--only", "kitchen") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "Choose from speed, accuracy, health, compare, picture." in line


def test_every_bench_of_the_core_has_a_short_run() -> None:
    commands = COMMANDS["bench"]
    assert isinstance(commands, dict)
    assert set(BENCHES) == set(commands) - {"all", "history"}
    assert int(BENCHES["accuracy"][1]) == len(STRATA), "one session of each kind"


@pytest.mark.parametrize("module", [None, "dashboard"])
def test_the_programme_starts_itself_anew(
    module: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typer.py").write_text("raise SystemExit('of the current folder')")
    monkeypatch.setenv("PYTHONPATH", str(Path(benchall.__file__).parents[2]))
    command = [*programme(module), "--version"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == f"kickstand {__version__}"


def test_a_built_application_is_its_own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert programme("dashboard") == [sys.executable]


# -- history --------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two runs of one bench and three of another, and one of another machine."""
    path = tmp_path / "runs.jsonl"
    other = msgspec.structs.replace(took(9.0), machine="an abacus")
    slow = took(4.2, yardstick=40.0)
    for one in (other, took(2.0), counted(98.0), slow, counted(97.0), counted(96.0)):
        add_run(path, one)
    return path


def past(file: Path, capsys: Capture, *words: str) -> str:
    assert run(("bench", "history", "--history", str(file), *words)) == 0
    return capsys.readouterr().out


def rows_of(text: str) -> dict[str, str]:
    parts = (line.split() for line in text.splitlines() if line.startswith("  "))
    return {name: " ".join(cells) for name, *cells in parts}


def test_the_latest_run_of_each_bench_stands_in_one_table(file: Path, capsys: Capture) -> None:
    text = past(file, capsys)
    assert text.count("median") == 1
    rows = rows_of(text)
    assert rows["tracker"].endswith("s 2.5 * +5 % ! ±4 %")
    assert rows["exact"] == "96 96 96 sets -2 % ±1 %"


def test_the_history_is_one_object(file: Path, capsys: Capture) -> None:
    told = json.loads(past(file, capsys, "--json"))
    assert told["schema_version"] == 2
    assert [one["run"]["bench"] for one in told["runs"]] == ["speed", "accuracy"]
    assert told["runs"][0]["changes"]["tracker"]["runs"] == 1
    more = json.loads(past(file, capsys, "--json", "--last", "2"))
    assert [one["run"]["figures"][0]["median"] for one in more["runs"]] == [2.0, 4.2, 97.0, 96.0]
    assert more["runs"][0]["changes"] == {}, "each against what was before it"


def test_how_figures_moved_stands_side_by_side(file: Path, capsys: Capture) -> None:
    text = past(file, capsys, "--last", "3")
    rows = rows_of(text)
    assert rows["tracker"] == "s 4 4.2", "as multiples of the yardstick"
    assert rows["exact"] == "sets 98 97 96"
    assert "-2" in text.splitlines()[2]
    assert max(map(len, text.splitlines())) <= 100
    heads = [line for line in text.splitlines() if line in ("speed", "accuracy")]
    assert heads == ["speed", "accuracy"]


def test_a_figure_that_an_earlier_run_does_not_have_is_missing_there(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "runs.jsonl"
    empty = msgspec.structs.replace(counted(1.0), figures=[])
    for one in (empty, counted(2.0)):
        add_run(path, one)
    assert rows_of(past(path, capsys, "--last", "2"))["exact"] == "sets - 2"


def test_without_a_run_there_is_no_history(tmp_path: Path, capsys: Capture) -> None:
    words = ("bench", "history", "--history", str(tmp_path / "none"))
    assert run(words) == 0
    shown = capsys.readouterr()
    assert "no bench has been run" in shown.err
    assert shown.out == ""
    assert run((*words, "--json")) == 0
    assert json.loads(capsys.readouterr().out) == {"schema_version": 2, "runs": []}
