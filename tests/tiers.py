"""Which tests are left out of a quick run: those of `thorough.txt`, because they take long.

``python3 run.py test`` runs all others, in a few minutes; ``python3 run.py test --thorough`` runs
everything, as a change has to pass it. Whoever names files or tests gets all of those.

A line of the list names a test function. With ``[...]`` behind it, its first parameters stay in the
quick run. What takes longer than a quarter of a second belongs on it, but for one test of each
file. To make it anew, from what ``pytest --thorough --durations=0 -vv`` and ``pytest --thorough
--collect-only -q`` printed into two files: ``python -m tests.tiers TIMES ORDER``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LIST = Path(__file__).with_name("thorough.txt")

OVER_S = 0.25
"""s. What takes longer is thorough: seven tests of eight take less, and minutes in all."""

SAMPLE_S = 0.75
"""s that one test of each slow function, and of each file, may take in the quick run."""

_ALL_BUT_FIRST = "[...]"
_TIMED = re.compile(r"\s*([\d.]+)s (?:call|setup|teardown) +(tests/.+)")


def read_list(path: Path = LIST) -> list[str]:
    """The lines of the list."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def function_of(node: str) -> str:
    """A test's name without its parameters: ``file::name``."""
    return node.partition("[")[0]


def left_out(nodes: Sequence[str], listed: Iterable[str]) -> set[str]:
    """Those of the tests, in the order in which they are collected, that the list leaves out."""
    listed = set(listed)
    found: set[str] = set()
    begun: set[str] = set()
    for node in nodes:
        function = function_of(node)
        is_first = function not in begun
        begun.add(function)
        if function in listed or (function + _ALL_BUT_FIRST in listed and not is_first):
            found.add(node)
    return found


def unknown(nodes: Iterable[str], listed: Iterable[str]) -> list[str]:
    """Lines of the list that name no test there is."""
    functions = {function_of(node) for node in nodes}
    return [line for line in listed if function_of(line) not in functions]


def made(nodes: Sequence[str], times_s: Mapping[str, float]) -> list[str]:
    """The list anew, from how long each of the tests took, s."""
    by_function: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        by_function[function_of(node)].append(node)
    lines: dict[str, str] = {}
    for function, own in by_function.items():
        times = [times_s.get(node, 0.0) for node in own]
        if max(times) <= OVER_S:
            continue
        is_many = len(own) > 1 and times[0] <= SAMPLE_S
        lines[function] = function + (_ALL_BUT_FIRST if is_many else "")
    return sorted(_with_samples(lines, by_function, times_s).values())


def _with_samples(
    lines: dict[str, str], by_function: Mapping[str, Sequence[str]], times_s: Mapping[str, float]
) -> dict[str, str]:
    """The lines without the quickest function of each file all of whose functions are on them."""
    files: dict[str, list[str]] = defaultdict(list)
    for function in by_function:
        files[function.partition("::")[0]].append(function)
    kept = dict(lines)
    for functions in files.values():
        if all(lines.get(function) == function for function in functions):
            spent = {one: sum(times_s.get(n, 0.0) for n in by_function[one]) for one in functions}
            quickest = min(functions, key=lambda one: spent[one])
            if spent[quickest] <= SAMPLE_S:
                del kept[quickest]
    return kept


def times_of(text: str) -> dict[str, float]:
    """How long each test took with all around it, s, from what ``--durations=0`` printed."""
    times: dict[str, float] = defaultdict(float)
    for line in text.splitlines():
        if found := _TIMED.fullmatch(line):
            times[found[2].strip()] += float(found[1])
    return dict(times)


def collected(text: str) -> list[str]:
    """The tests in their order, from what ``--collect-only -q`` printed."""
    return [line for line in text.splitlines() if line.startswith("tests/") and "::" in line]


def main() -> int:
    """Make the list anew."""
    parser = argparse.ArgumentParser(prog="python -m tests.tiers", description=__doc__)
    parser.add_argument("durations", type=Path, help="what --durations=0 -vv printed")
    parser.add_argument("order", type=Path, help="what --collect-only -q --thorough printed")
    parser.add_argument("--scale", type=float, default=1.0, help="of a busier or slower machine")
    told = parser.parse_args()
    times = times_of(told.durations.read_text(encoding="utf-8", errors="replace"))
    nodes = collected(told.order.read_text(encoding="utf-8", errors="replace"))
    lines = made(nodes, {node: spent / told.scale for node, spent in times.items()})
    head = LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []
    comments = [line for line in head if line.startswith("#")]
    LIST.write_text("\n".join([*comments, *lines]) + "\n", encoding="utf-8")
    out = left_out(nodes, lines)
    quick_s = sum(spent for node, spent in times.items() if node not in out) / told.scale
    sys.stdout.write(f"{len(out)} of {len(nodes)} are thorough; the others take {quick_s:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
