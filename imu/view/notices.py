"""What a person should know besides the count: of batteries, the radio, the strap and the sensor.

What stops the counting (a lost sensor, a full disk, a change of leg) is no notice: it stands on
the screen as long as it is so. A notice is shown once, for a while, and nobody has to answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imu.view.link import LinkView
from imu.view.snapshot import SideView, Snapshot

BEFORE_PERCENT, NOW_PERCENT = 20.0, 10.0
"""% of charge below which a person is told before the first set, and in the middle of a training:
a sensor of this kind runs 6 to 10 hours, so 20 % is more than a session, and 10 % may not be."""

LOST_PERCENT = 5.0
"""% of samples lost so far from which the radio is called weak. Holes of a few samples are bridged
(`firmware_notes/health.md`); more of them hide reps. Own."""

SLOW_SHARE = 0.8
"""Of the nominal rate below which the radio is called weak, though nothing seems lost."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One of them.

    Attributes
    ----------
    key : the same for what is the same thing, however its numbers have changed.
    sentence : what is so and what to do, for a person.
    """

    key: str
    sentence: str


def notices_of(snapshot: Snapshot) -> tuple[Notice, ...]:
    """All that hold now, the most pressing first; none of what has ended with the session."""
    if snapshot.is_ended:
        return ()
    return tuple(notice for side in snapshot.sides for notice in _of_side(side))


def _of_side(side: SideView) -> Iterator[Notice]:
    which = f"{side.side.capitalize()} sensor: " if side.side != "unknown" else "Sensor: "
    for message in side.health:
        yield Notice(which + message, which + message)
    if side.link is not None:
        for key, sentence in _of_link(side.link, has_begun=bool(side.sets) or side.is_in_set):
            yield Notice(f"{side.side} {key}", which + sentence)


def _of_link(link: LinkView, *, has_begun: bool) -> Iterator[tuple[str, str]]:
    charge = link.battery_percent
    if charge is not None and charge < NOW_PERCENT:
        sentence = f"Only {charge:.0f} % of its charge is left. Charge it after this training."
        yield "nearly-empty", sentence
    elif charge is not None and charge < BEFORE_PERCENT and not has_begun:
        yield "low", f"{charge:.0f} % of its charge is left. It should do for one training."
    if link.remark:
        yield "remark", link.remark
    lost, real, nominal = link.lost_percent, link.real_hz, link.nominal_hz
    advice = "Come nearer to the computer, and keep your body from between."
    if lost is not None and lost >= LOST_PERCENT:
        yield "weak", f"{lost:.0f} % of its samples are lost. {advice}"
    elif real is not None and nominal is not None and real < SLOW_SHARE * nominal:
        yield "weak", f"Only {real:.0f} of {nominal:.0f} samples a second arrive. {advice}"
