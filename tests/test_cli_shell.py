"""Every way in which a command can end, and what it costs to start one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import pytest
import typer

from dashboard.main import main
from imu.cli import app, crash
from imu.cli.output import say
from imu.errors import ImuError
from imu.version import __version__

ROOT = Path(__file__).resolve().parents[1]


def ends_with(code: Annotated[int, typer.Argument()]) -> int:
    """Return the code that it is given."""
    return code


def leaves(code: Annotated[int, typer.Argument()]) -> None:
    """Leave with the code that it is given, in typer's own way."""
    raise typer.Exit(code)


def refuses() -> None:
    """Meet an error that was foreseen."""
    raise ImuError("the strap is loose", "Tighten it.")


def breaks() -> None:
    """Meet an error that nobody foresaw."""
    raise ValueError("two\nlines")


def is_interrupted() -> None:
    """Be interrupted from the keyboard."""
    raise KeyboardInterrupt


def talks(lines: Annotated[int, typer.Argument()]) -> None:
    """Print more than a pipe holds."""
    for number in range(lines):
        say(f"line {number}")


@pytest.fixture(autouse=True)
def own_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the crash logs of these tests out of the person's own."""
    folder = tmp_path / "logs"
    monkeypatch.setattr(crash, "log_folder", lambda: folder)
    return folder


def outcome(argv: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command line that has this file's functions as commands."""
    more = {
        function.__name__.replace("_", "-"): f"{__name__}:{function.__name__}"
        for function in (ends_with, leaves, refuses, breaks, is_interrupted, talks)
    }
    code = app.run(argv, more)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("code", [0, 1, 2])
@pytest.mark.parametrize("command", ["ends-with", "leaves"])
def test_a_command_chooses_its_exit_code(
    command: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome([command, str(code)], capsys) == (code, "", "")


def test_a_foreseen_error_is_one_line_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(["refuses"], capsys)
    assert (code, out, err) == (2, "", "kickstand: the strap is loose. Tighten it.\n")


def test_an_interrupt_is_130_and_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["is-interrupted"], capsys) == (130, "", "")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--bad"], "No such option: --bad. See 'kickstand --help'."),
        (["docto"], "No such command 'docto'. Did you mean 'doctor'? See 'kickstand --help'."),
        (["doctor", "--nope"], "No such option: --nope. See 'kickstand doctor --help'."),
        (
            ["doctor", "word"],
            "Got unexpected extra argument(s) (word). See 'kickstand doctor --help'.",
        ),
        (["leaves"], "Missing argument 'CODE'. See 'kickstand leaves --help'."),
    ],
)
def test_wrong_use_is_one_sentence_and_2(
    argv: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome(argv, capsys)
    assert (code, out) == (2, "")
    assert err.lower() == f"kickstand: {sentence}\n".lower()


def test_a_value_of_the_wrong_type_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = outcome(["ends-with", "many"], capsys)
    assert code == 2
    assert err.count("\n") == 1
    assert "'code'" in err.lower()
    assert "integer" in err
    assert "See 'kickstand ends-with --help'." in err


def test_an_unforeseen_error_is_one_line_and_a_log(
    own_logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome(["breaks"], capsys)
    (log,) = own_logs.iterdir()
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "ValueError: two lines" in err
    assert str(log) in err
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "command  kickstand breaks" in text
    assert f"kickstand {__version__}" in text


def test_a_log_that_cannot_be_written_is_said_so(
    own_logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_logs.write_text("a file where the folder should be")
    code, _, err = outcome(["breaks"], capsys)
    assert code == 2
    assert "ValueError: two lines" in err
    assert "could not be written down" in err
    assert err.count("\n") == 1


def test_old_crash_logs_are_removed(own_logs: Path) -> None:
    paths = [crash.write_crash_log(ValueError(str(n)), []) for n in range(crash.KEPT_LOGS + 3)]
    assert crash.crash_logs() == sorted(paths, reverse=True)[: crash.KEPT_LOGS]
    assert len(list(own_logs.iterdir())) == crash.KEPT_LOGS


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["--version"], capsys) == (0, f"kickstand {__version__}\n", "")


@pytest.mark.parametrize("argv", [[], ["--help"]])
def test_help_lists_every_command(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(argv, capsys)
    assert (code, err) == (0, "")
    for name in [*app.COMMANDS, "ends-with"]:
        assert f"\n  {name} " in out


@pytest.mark.parametrize("name", list(app.COMMANDS))
def test_every_command_of_the_table_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome([name, "--help"], capsys)
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: kickstand {name}")


def test_commands_are_imported_when_they_are_used() -> None:
    commands = app.LazyCommands({"absent": "no.such.module:function"})
    assert list(commands) == ["absent"]
    with pytest.raises(ModuleNotFoundError):
        commands["absent"]


def test_commands_can_be_replaced_and_removed() -> None:
    commands = app.LazyCommands({"one": "no.such.module:function"})
    commands["one"] = 1
    assert commands["one"] == 1
    del commands["one"]
    assert not commands


def test_the_console_script_is_this_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kickstand", "--version"])
    assert main() == 0
    assert capsys.readouterr().out == f"kickstand {__version__}\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = f"""
import sys
from imu.cli.app import run
sys.path.insert(0, {str(Path(__file__).parent)!r})
sys.exit(run(["talks", "100000"], {{"talks": "test_cli_shell:talks"}}))
"""
    command = [sys.executable, "-c", code]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().strip() == b"line 0"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == app.EXIT_READER_GONE


def test_printing_the_version_loads_nothing_heavy() -> None:
    code = """
import sys
from imu.cli.app import run
run(["--version"])
heavy = {"numpy", "scipy", "vqf", "msgspec", "rich", "platformdirs", "PySide6", "bleak"}
print(sorted(heavy & set(sys.modules)))
"""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout == f"kickstand {__version__}\n[]\n"


def test_output_is_utf8_whatever_the_locale() -> None:
    code = "from imu.cli.output import say, use_utf8; use_utf8(); say('±5° \\udcff')"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", code]
    output = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, env=environment
    ).stdout
    assert output.decode("utf-8").strip() == "±5° \\udcff"


def test_where_there_is_no_console_a_command_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert app.run(["--version"]) == 0
    assert app.run(["no-such-command"]) == 2
