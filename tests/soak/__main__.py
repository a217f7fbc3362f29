"""Hours of two sensors at 200 Hz in minutes, and minutes with a window that hangs.

``python -m tests.soak --hours 8`` : from the sensors' bytes to recording, counter and window, as
fast as the machine can, with a link dropped every three minutes.
``python -m tests.soak --hours 8 --plain`` : the same without a window.
``python -m tests.soak --stalled --minutes 10`` : in life; the window does nothing for 20 s at a
time.

Ends with 1 if a sample is lost, a rep that no drop came near is not counted once, a rep is counted
that nobody did, or memory has grown by more than 10 MB since it had warmed up.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dashboard.bench import unseen
from tests.soak.run import Mark, Outcome, soak
from tests.soak.window import soak_window, stall_window

MOST_MB = 10.0
FROZEN_S = 20.0


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    wish = parsed(words)
    with unseen(), tempfile.TemporaryDirectory(prefix="soak-") as folder:
        place, every_s, told = Path(folder) / "session", wish.every, (tell, wish.mark)
        if wish.stalled:
            outcome = stall_window(place, 60.0 * wish.minutes, every_s, FROZEN_S, told)
        elif wish.plain:
            outcome = soak(place, 3600.0 * wish.hours, every_s, *told)
        else:
            outcome = soak_window(place, 3600.0 * wish.hours, every_s, told)
    say(summary(outcome))
    return 0 if is_well(outcome) else 1


def parsed(words: Sequence[str] | None) -> argparse.Namespace:
    """What is wished for."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0, help="of session time")
    parser.add_argument("--every", type=float, default=180.0, help="s between two drops of a link")
    parser.add_argument("--mark", type=float, default=600.0, help="s of session between two lines")
    parser.add_argument("--plain", action="store_true", help="without a window")
    parser.add_argument("--stalled", action="store_true", help="in life, with a window that hangs")
    parser.add_argument("--minutes", type=float, default=10.0, help="with --stalled: how long")
    return parser.parse_args(words)


def is_well(outcome: Outcome) -> bool:
    """Whether it went as it should."""
    is_exact = not (outcome.missed or outcome.doubled or outcome.ghosts)
    return is_exact and not outcome.lost and outcome.growth_mb <= MOST_MB


def summary(outcome: Outcome) -> str:
    """What came of it, for a person."""
    reps = ", ".join(f"{n} {side}" for side, n in outcome.counted.items())
    sent, recorded = sum(outcome.sent.values()), sum(outcome.recorded.values())
    return (
        f"{outcome.length_s / 3600.0:.2f} h, {outcome.drops} drops, {outcome.gaps} gaps\n"
        f"{sent} samples sent, {recorded} recorded, {outcome.too_old} left out at a reconnect, "
        f"{outcome.lost} lost\n"
        f"{reps} counted; of {outcome.sure} reps far from drops {len(outcome.missed)} missed, "
        f"{len(outcome.doubled)} doubled; {outcome.touched} near drops; "
        f"{outcome.ghosts} counted that nobody did\n"
        f"memory {outcome.growth_mb:+.1f} MB since it had warmed up"
    )


def tell(mark: Mark) -> None:
    """A line while it goes on."""
    say(
        f"{mark.time_s / 60.0:7.1f} min  {mark.wall_s:7.0f} s on the wall  {mark.memory_mb:7.1f} MB"
    )


def say(text: str) -> None:
    """A line on the screen."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
