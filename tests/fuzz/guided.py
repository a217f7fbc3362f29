"""One target, led by coverage: what reaches a new line of ours is mutated further.

``python -m tests.fuzz --guided`` starts this for each target, in a process of its own: atheris ends
the process when it is done, and instruments only what is imported after it.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

LONGEST = 20_000
"""Bytes of an input. Everything that a length may do is done by then."""

_DONE = re.compile(rb"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(rb"cov: (\d+)")
_SLOWEST = re.compile(rb"stat::slowest_unit_time_sec:\s*(\d+)")
_PEAK = re.compile(rb"stat::peak_rss_mb:\s*(\d+)")


def guide(names: Sequence[str], seconds: float, kept: Path, say: Callable[[str], None]) -> int:
    """Targets one after the other, each for its time.

    Returns
    -------
    How many have failed.
    """
    say(f"{'target':<28}{'inputs':>9}{'places':>8}{'slowest s':>11}{'MB':>7}")
    total = failed = 0
    for name in names:
        command = [sys.executable, "-m", "tests.fuzz.guided", name, str(int(seconds)), str(kept)]
        done = subprocess.run(command, capture_output=True, check=False)
        said = done.stdout + done.stderr
        numbers = [last(pattern, said) for pattern in (_DONE, _COVERED, _SLOWEST, _PEAK)]
        total += numbers[0]
        verdict = "" if done.returncode == 0 else f"  ended with {done.returncode}"
        say("{:<28}{:>9}{:>8}{:>11}{:>7}".format(name, *numbers) + verdict)
        if done.returncode:
            failed += 1
            say(said.decode("utf-8", "replace")[-3000:])
    say(f"{total} inputs, {failed} targets that failed")
    return failed


def last(pattern: re.Pattern[bytes], said: bytes) -> int:
    """The last number that a pattern finds, or 0."""
    found = pattern.findall(said)
    return int(found[-1]) if found else 0


def one(name: str, seconds: int, kept: Path) -> None:
    """Try one target until the time is up, or an input fails; does not return."""
    warnings.simplefilter("error")
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["imu", "dashboard.preferences"]):
        table = importlib.import_module("tests.fuzz.table")
    words = importlib.import_module("tests.fuzz.mutation").WORDS
    kept.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    target = table.every_target(folder / "work")[name]
    corpus, dictionary = folder / "corpus", folder / "words"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds()):
        (corpus / str(number)).write_bytes(seed[:LONGEST])
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word in words if len(word) <= 64)
    dictionary.write_text("".join(f'"{line}"\n' for line in lines))
    options = (
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-dict={dictionary}", "-timeout=20",
        "-rss_limit_mb=1024", "-print_final_stats=1", "-seed=1", f"-artifact_prefix={kept}/{name}-",
    )  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    one(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
