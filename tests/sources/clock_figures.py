"""Prints how far off clocks are on simulated radios: `python -m tests.sources.clock_figures`.

The figures of `firmware_notes/timing.md`.
"""

from __future__ import annotations

import numpy as np

from imu.sources.align import align
from tests.sources.test_align import TAPS_S, shaken
from tests.sources.wires import KINDS, Kind, outcome, radio_of, session_of

SEEDS = range(100, 110)
"""Others than those that were looked at while the clock was written (0 to 3)."""

STRATA = ("bad-link", "packet-loss", "two-sensors", "fifty-hertz", "clean")


def row(stratum: str, kind: Kind) -> str:
    """One line of the table."""
    errors: list[np.ndarray] = []
    begin: list[np.ndarray] = []
    drift: list[float] = []
    missing = total = 0
    for seed in SEEDS:
        session = session_of(stratum, seed)
        for side, block in session.blocks.items():
            found = outcome(session, side, kind)
            early = found.true_s < found.true_s[0] + 5.0
            begin.append(np.abs(found.error_ms[early]))
            errors.append(np.abs(found.error_ms[~early]))
            total, missing = total + len(block), missing + len(block) - len(found.block)
            ppm = found.clock.quality.drift_ppm
            assert ppm is not None
            drift.append(abs(ppm - radio_of(session, side).clock_ppm))
    later, first = np.concatenate(errors), np.concatenate(begin)
    return (
        f"{stratum:12s} {kind:13s} {total:8d} {missing:8d} {np.percentile(later, 50):7.2f}"
        f" {np.percentile(later, 95):7.2f} {later.max():7.1f} {first.max():7.1f} {max(drift):9.0f}"
    )


def taps(pairs: int = 200) -> str:
    """How well two sensors are aligned by three taps that both felt."""
    rng = np.random.default_rng(5)
    wrong_ms: list[float] = []
    residual_ms: list[float] = []
    for pair in range(pairs):
        offset_s = float(rng.uniform(-0.4, 0.4))
        first = shaken(TAPS_S, seed=2 * pair)
        found = align(first, shaken(TAPS_S, -offset_s, 100.0 + 4.0 * (pair % 2), 2 * pair + 1))
        wrong_ms.append(abs(found.offset_s - offset_s) * 1e3)
        residual_ms.append(found.residual_s * 1e3)
    return (
        f"{pairs} pairs tapped three times: offset off by {np.median(wrong_ms):.2f} ms median,"
        f" {max(wrong_ms):.2f} ms max; residual {np.median(residual_ms):.2f} ms median,"
        f" {max(residual_ms):.2f} ms max"
    )


def main() -> None:
    """Print the tables."""
    print("stratum      tells          samples  missing  median     p95     max  max<5s  drift ppm")  # noqa: T201
    for stratum in STRATA:
        for kind in KINDS:
            print(row(stratum, kind), flush=True)  # noqa: T201
    print(taps())  # noqa: T201


if __name__ == "__main__":
    main()
