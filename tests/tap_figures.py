"""How often double taps are found, and found where there are none: the figures of the page.

``python -m tests.tap_figures [FOLDER of real recordings]``; takes some minutes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from imu.counter.doubletap import DoubleTap, TapSettings
from imu.errors import RecordingError
from imu.recording import read_recording
from imu.samples import Block
from imu.simulated import at_rate, plan_of
from imu.simulator import STRATA, simulate
from tests.tapping import standing, with_double_tap

RATES_HZ = (50.0, 100.0, 200.0)
PEAKS_G = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
TRIES = 200
SEEDS = range(1000, 1006)
LOOSE = TapSettings(still_rad_s=1e9, before_s=0.0, after_s=0.0, alike_share=0.0)
"""Without what is asked beyond two shocks and quiet between them."""


def say(*words: str) -> None:
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


def rates() -> None:
    """Print the share that is found, by rate and strength of the taps."""
    say(f"{TRIES} double taps each", *(f"{peak:g} g" for peak in PEAKS_G))
    for rate_hz in RATES_HZ:
        rng = np.random.default_rng(int(rate_hz))
        shares = [
            sum(len(DoubleTap().push(one)) == 1 for one in tries(rng, rate_hz, peak)) / TRIES
            for peak in PEAKS_G
        ]
        say(f"{rate_hz:g} Hz", *(f"{100.0 * share:.0f} %" for share in shares))


def tries(rng: np.random.Generator, rate_hz: float, peak_g: float) -> Iterator[Block]:
    for _ in range(TRIES):
        yield with_double_tap(rng, standing(rng, rate_hz), peak_g)


def simulated() -> Iterator[tuple[str, Block]]:
    for stratum in STRATA:
        for seed in SEEDS:
            rate_hz = RATES_HZ[seed % len(RATES_HZ)]
            session = simulate(at_rate(plan_of(stratum, seed), rate_hz), seed)
            yield from ((f"simulated, {rate_hz:g} Hz", block) for block in session.blocks.values())


def recorded(folder: Path) -> Iterator[tuple[str, Block]]:
    for path in sorted(folder.iterdir()):
        try:
            recording = read_recording(path)
        except RecordingError:
            continue
        for stream in recording.streams.values():
            yield f"real, {path.name.split('_')[0]}", stream.block


def ghosts(blocks: Iterator[tuple[str, Block]]) -> None:
    """Print how many are found in sessions without any, and with the rule loosened."""
    hours: dict[str, float] = {}
    found: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    for name, block in blocks:
        length_s = float(block.time_s[-1] - block.time_s[0])
        hours[name] = hours.get(name, 0.0) + length_s / 3600.0
        found[name] += len(DoubleTap().push(block))
        loose[name] += len(DoubleTap(LOOSE).push(block))
    for name, length_h in hours.items():
        loosely = f"{loose[name]} without the demands"
        say(name, f"{length_h:.2f} h", f"{found[name]} found", loosely)


def main() -> None:
    rates()
    ghosts(simulated())
    for folder in sys.argv[1:]:
        ghosts(recorded(Path(folder)))


if __name__ == "__main__":
    main()
