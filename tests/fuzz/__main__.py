"""Tries what takes bytes from outside with bytes that nobody has thought of.

``python -m tests.fuzz --seconds 20`` : every target for that long, by mutations of right inputs.
``python -m tests.fuzz --guided --seconds 20`` : led by coverage; needs the extra ``fuzz``.
``python -m tests.fuzz --target NAME --again FILE`` : one input again, with its traceback.

Inputs that fail are kept in ``--kept``, with their tracebacks, and the process ends with 1.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from dashboard.measuring import memory_mb
from imu.library.index import CACHE_VARIABLE
from tests.fuzz.campaign import Campaign, Tally
from tests.fuzz.contract import Target
from tests.fuzz.guided import guide
from tests.fuzz.mutation import Mutator
from tests.fuzz.table import every_target


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    wish = parsed(words)
    warnings.simplefilter("error")  # what a person would read between two lines of a table
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="fuzz-", dir=memory if memory.is_dir() else None
    ) as folder:
        os.environ[CACHE_VARIABLE] = str(Path(folder) / "cache")
        os.environ["TMPDIR"] = folder  # for the processes that are led by coverage
        table = every_target(Path(folder) / "here")
        chosen = [one for name, one in table.items() if is_chosen(name, wish.target)]
        if wish.guided:
            names = [target.name for target in chosen]
            return 1 if guide(names, wish.seconds, wish.kept, say) else 0
        return mutate(chosen, wish)


def parsed(words: Sequence[str] | None) -> argparse.Namespace:
    """What is wished for."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each target")
    parser.add_argument("--target", action="append", default=[], help="a name, or its beginning")
    parser.add_argument("--seed", type=int, default=1, help="the same gives the same inputs")
    parser.add_argument("--kept", type=Path, default=Path("fuzz-finds"), help="for what fails")
    parser.add_argument("--again", type=Path, help="one input, tried once")
    parser.add_argument("--guided", action="store_true", help="be led by coverage")
    return parser.parse_args(words)


def mutate(chosen: Sequence[Target], wish: argparse.Namespace) -> int:
    """Targets one after the other, each for its time."""
    if wish.again:
        for target in chosen:
            target.run(wish.again.read_bytes())
        return 0
    inputs = failed = 0
    names = ("target", "inputs", "a second", "slowest s", "MB", "MB kept")
    say("{:<28}{:>9}{:>10}{:>11}{:>7}{:>9}  failed".format(*names))
    for target in chosen:
        campaign, seeds = Campaign(target, wish.kept), target.seeds()
        mutator = Mutator(seeds, wish.seed)
        until_s = time.monotonic() + wish.seconds
        for seed in seeds:
            campaign.try_one(seed)
        before = kept_mb()
        while time.monotonic() < until_s:
            campaign.try_one(mutator.next())
        tell(campaign.tally, kept_mb() - before)
        inputs += campaign.tally.inputs
        failed += len(campaign.tally.failed)
    say(f"{inputs} inputs, {failed} kinds of failure, {kept_mb():.0f} MB in the end")
    return 1 if failed else 0


def is_chosen(name: str, wished: Sequence[str]) -> bool:
    """Whether a target is one of those that were named."""
    return not wished or any(name.startswith(word) for word in wished)


def kept_mb() -> float:
    """What the process holds in memory, without what waits to be thrown away, MB."""
    gc.collect()
    return memory_mb() or 0.0


def tell(tally: Tally, kept_mb: float) -> None:
    """One line of the table."""
    rate = tally.inputs / max(tally.seconds, 1e-9)
    say(
        f"{tally.name:<28}{tally.inputs:>9}{rate:>10.0f}{tally.slowest_s:>11.3f}"
        f"{tally.peak_mb:>7.1f}{kept_mb:>9.1f}  {'; '.join(tally.failed) or '-'}"
    )


def say(text: str) -> None:
    """A line on the screen."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
