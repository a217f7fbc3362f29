#!/usr/bin/env python3
"""Set Kickstand up in `.venv` beside this file, once, and run it. Needs nothing but Python.

    python3 run.py doctor    every command of `kickstand` passes through
    python3 run.py test      the project's own checks; further words go to pytest:
                             with --thorough also the tests that take long

An unsupported Python (from 3.7 on) must be able to read this file and say what is wrong.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "kickstand-installed"
SUPPORTED = ((3, 13), (3, 12), (3, 11))
CHECKS = (
    "ruff check",
    "ruff format --check",
    "pyright",
    "lint-imports --no-logo",
    # Each worker begins with one half of the files, so that what a file's tests share is made once.
    "pytest -n 2 --dist worksteal",
)
WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}  # what Qt loads on Linux, and the Debian package that has it; as in dashboard/display.py
PROGRAMS_FOR_TESTS = {"Xvfb": "xvfb", "xauth": "xauth", "dbus-daemon": "dbus"}
AGAIN = "The same command takes up where this one left."


class SetupError(Exception):
    """Something that keeps Kickstand from being set up; the message says what to do."""


def main(argv: list[str]) -> int:
    """Run `argv` with a supported Python and everything installed; return the exit code."""
    try:
        if sys.version_info[:2] not in SUPPORTED:
            return hand_over([*find_python(), str(Path(__file__).resolve()), *argv])
        testing = argv[:1] == ["test"]
        ensure_installed(testing)
        return run_checks(argv[1:]) if testing else hand_over([tool("kickstand"), *argv])
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        if was_clicked():
            input("Press Enter to close this window. ")
    except KeyboardInterrupt:
        print(f"run.py: stopped. {AGAIN}", file=sys.stderr)
    return 2


def was_clicked() -> bool:
    """Tell whether what is printed vanishes with this: Windows opens a console for a double click.

    Nobody else is in that console but this Python and the launcher that found it.
    """
    windows = getattr(ctypes, "windll", None)
    return (
        windows is not None
        and windows.kernel32.GetConsoleProcessList((ctypes.c_uint * 4)(), 4) <= 2
    )


def find_python() -> list[str]:
    """Return the command of a supported Python on this machine's PATH."""
    for major, minor in SUPPORTED:
        for command in ([f"python{major}.{minor}"], ["py", f"-{major}.{minor}"]):
            found = shutil.which(command[0])
            if found and answers([found, *command[1:]], f"{major}.{minor}"):
                return [found, *command[1:]]
    here = f"This is Python {platform.python_version()}; Kickstand needs 3.11, 3.12 or 3.13"
    raise SetupError(f"{here}. Install one (https://www.python.org/downloads), then try again.")


def answers(python: list[str], version: str) -> bool:
    """Tell whether `python` runs and is `version`: a name on the PATH can be an empty shell."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    result = subprocess.run([*python, "-c", ask], capture_output=True, text=True, check=False)
    return result.returncode == 0 and result.stdout.strip() == version


def ensure_installed(testing: bool) -> None:
    """Install the project into `.venv` unless the stamp there says that it is.

    It is written last, so that an interrupted installation is begun anew. Another Python, or
    another place of this folder, needs a new `.venv`; another pyproject.toml does not.
    """
    stamp = read_stamp()
    extras = ["test"] if testing or "test" in stamp else []
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    wanted = [f"Python {platform.python_version()} in {ROOT}", project, *extras]
    if stamp == wanted:
        return
    print(f"Setting Kickstand up in {VENV}, once; this takes a minute or two", file=sys.stderr)
    STAMP.unlink(missing_ok=True)
    check_system(testing)
    if stamp[:1] != wanted[:1]:
        base = getattr(sys, "_base_executable", sys.executable)  # .venv cannot replace itself
        must([base, "-m", "venv", "--clear", str(VENV)])
    must([tool("python"), "-m", "pip", "install", "--editable", ".[test]" if extras else "."])
    STAMP.write_text("\n".join(wanted), encoding="utf-8")


def read_stamp() -> list[str]:
    """Return the lines of the stamp: environment, project and extra. Empty if not installed."""
    installed = STAMP.exists() and Path(tool("kickstand")).exists()
    return STAMP.read_text(encoding="utf-8").splitlines() if installed else []


def check_system(testing: bool) -> None:
    """Look for what pip cannot install: parts of Python, the libraries of a window on Linux."""
    if importlib.util.find_spec("ensurepip") is None:  # Debian takes it out of Python
        install_system_packages([f"python3.{sys.version_info[1]}-venv"])
    if not sys.platform.startswith("linux"):
        return
    missing = [package for name, package in WINDOW_LIBRARIES.items() if not loads(name)]
    if testing:
        wanted = PROGRAMS_FOR_TESTS.items()
        missing += [package for name, package in wanted if not shutil.which(name)]
    if missing:
        try:
            install_system_packages(missing)
        except SetupError as error:  # everything but the window works without them
            purpose = "a window and all tests" if testing else "a window"
            print(f"run.py: for {purpose}, {error}", file=sys.stderr)


def loads(library: str) -> bool:
    """Tell whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install Debian `packages` if this is root; otherwise say which line does it."""
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise SetupError(f"system packages are missing; in Debian they are {' '.join(packages)}.")
    if os.geteuid() != 0:
        raise SetupError(f"system packages are missing. Run 'sudo {' '.join(line)}' first.")
    must(["apt-get", "update"])
    must(line)


def must(command: list[str]) -> None:
    """Run a step of the set-up, all it prints to stderr: stdout is for the command's result."""
    if subprocess.call(command, cwd=str(ROOT), stdout=2) != 0:
        raise SetupError(f"'{' '.join(command)}' failed, see above. Is there a network? {AGAIN}")


def tool(name: str) -> str:
    """Return the path of a programme in `.venv`, whether it is there or not."""
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return shutil.which(name, path=str(folder)) or str(folder / name)


def run_checks(pytest_words: list[str]) -> int:
    """Run every check of the project, whatever the others say; return 0 if all of them pass."""
    search = os.pathsep.join([str(Path(tool("python")).parent), os.environ["PATH"]])
    failed: list[str] = []
    for check in CHECKS:
        words = check.split() + (pytest_words if check.startswith("pytest") else [])
        print(f"\n=== {' '.join(words)}", flush=True)
        command = [tool(words[0]), *words[1:]]
        if subprocess.call(command, cwd=str(ROOT), env={**os.environ, "PATH": search}) != 0:
            failed.append(check)
    print(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll checks passed.", flush=True)
    return 1 if failed else 0


def hand_over(command: list[str]) -> int:
    """Become `command`, so that it gets the keys and signals, or wait for it on Windows."""
    if os.name == "posix":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while process.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):  # the command got it too and ends as it likes
            process.wait()
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
