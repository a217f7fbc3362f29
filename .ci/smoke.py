#!/usr/bin/env python3
"""Try what a newcomer tries first, with the `kickstand` that is installed beside this Python.

Run anywhere but in a checkout's folder, whose packages would be imported instead. Everything that
Kickstand writes goes to a temporary folder.

    python .ci/smoke.py                   the command beside this Python
    python .ci/smoke.py PATH/kickstand    another one: that of the built application
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SAMPLE = "sample:simulated_right"
REPS = 10
LEAST_PNG_BYTES = 20_000
"""An empty window compresses to less."""

PAGES = ("home", "overlay")
"""Pages that need no session, whose time would hang on the machine's: plain widgets, and plots."""

PNG = b"\x89PNG\r\n\x1a\n"


def main() -> int:
    """Try everything, whatever of it fails; 1 if something did."""
    given = sys.argv[1:]
    beside = Path(sys.executable).parent / ("kickstand.exe" if os.name == "nt" else "kickstand")
    command = given[0] if given else str(beside)
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(command, Path(scratch))
        steps: tuple[Callable[[], str], ...] = (
            trial.version, trial.counts, trial.lists, trial.demo, trial.window, trial.doctor,
            trial.licences,
        )  # fmt: skip
        failed = [step.__name__ for step in steps if not works(step)]
    return 1 if failed else 0


def works(step: Callable[[], str]) -> bool:
    """Do one step and say how it went."""
    try:
        print(f"ok      {step.__name__}: {step()}", flush=True)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other steps are tried
        print(f"FAILED  {step.__name__}: {type(error).__name__}: {error}", flush=True)
        return False
    return True


class Trial:
    """The command, and a folder for what it writes."""

    def __init__(self, command: str, scratch: Path) -> None:
        self._command = command
        self._scratch = scratch
        places = {f"KICKSTAND_{name}": str(scratch / name) for name in ("DATA", "CONFIG", "CACHE")}
        quiet = {"QT_QPA_PLATFORM": "offscreen", "KICKSTAND_AUDIO": "null"}
        self._environment = {**os.environ, **places, **quiet}

    def version(self) -> str:
        """It starts and says what it is."""
        return self._run("--version").strip()

    def counts(self) -> str:
        """A sample that came along is counted right."""
        found = json.loads(self._run("analyze", SAMPLE, "--json"))
        sets = found["sides"]["right"]["sets"]
        reps = sum(rep["counted"] for one in sets for rep in one["reps"])
        must_be(reps == REPS, f"{reps} reps of {REPS}")
        return f"{reps} reps"

    def lists(self) -> str:
        """The samples are listed."""
        return f"{len(self._run('samples').splitlines())} samples"

    def demo(self) -> str:
        """A simulated person trains, as fast as can be."""
        events = [json.loads(line) for line in self._demo().splitlines()]
        reps = sum(event["event"] == "rep" for event in events)
        must_be(reps > 10, f"{reps} reps")
        return f"{reps} reps"

    def _demo(self) -> str:
        return self._run("demo", "--headless", "--json", "--speed", "max")

    def window(self) -> str:
        """Pages of the window open where nobody sees them, and are made pictures of."""
        sizes: list[str] = []
        for name in PAGES:
            folder = self._scratch / name
            self._run("pictures", "-o", str(folder), "--only", name, "--size", "1280x720")
            (picture,) = folder.iterdir()
            data = picture.read_bytes()
            must_be(data.startswith(PNG) and len(data) > LEAST_PNG_BYTES, f"{len(data)} bytes")
            sizes.append(f"{picture.name}, {len(data)} bytes")
        return "; ".join(sizes)

    def doctor(self) -> str:
        """The doctor finds nothing to be done but what this machine lacks."""
        found = json.loads(self._run("doctor", "--json", codes=(0, 1)))
        broken = [
            one
            for one in found["checks"]
            if one["status"] == "action" and one["check"] not in ("window", "bluetooth", "phones")
        ]
        must_be(not broken, str(broken))
        return f"{len(found['checks'])} checks"

    def licences(self) -> str:
        """The notices of what comes along can be read."""
        text = self._run("licences", "--full")
        must_be("GNU LESSER GENERAL PUBLIC LICENSE" in text, "Qt's licence is missing")
        return f"{len(text)} characters"

    def _run(self, *words: str, codes: tuple[int, ...] = (0,)) -> str:
        done = subprocess.run(
            [self._command, *words], env=self._environment, cwd=self._scratch,
            capture_output=True, encoding="utf-8", check=False, timeout=600,
        )  # fmt: skip
        must_be(done.returncode in codes, f"exit code {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout


def must_be(holds: bool, otherwise: str) -> None:
    """Fail unless it holds. `assert` would be gone under -O."""
    if not holds:
        raise RuntimeError(otherwise)


if __name__ == "__main__":
    sys.exit(main())
