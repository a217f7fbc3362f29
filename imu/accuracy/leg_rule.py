"""How often the rule for two legs speaks where nothing is, and how often where something is."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec
import numpy as np

from imu.accuracy.leg_people import World, person
from imu.accuracy.suite import BLOCKS, BlockName
from imu.asymmetry import Finding, Verdict, compare
from imu.validation.statistics import Share, wilson

PEOPLE = 2000
"""For each row; 100 of them are 5 % with an interval of about one either way."""

_STRAPS = (0.0, 0.02, 0.04, 0.06, 0.08)


def _named(name: str, world: World) -> tuple[str, World]:
    return name, world


WORLDS: dict[str, World] = dict(
    [
        *(_named(f"no difference, strap {100 * s:.0f} %", World(strap=s)) for s in _STRAPS),
        *(
            _named(
                f"the same without a check, strap {100 * s:.0f} %", World(strap=s, checked=False)
            )
            for s in _STRAPS
        ),
        *(_named(f"habit of strapping {100 * b:.0f} %", World(bias=b)) for b in _STRAPS[1:]),
        _named("second leg 5 % less, legs take turns", World(order=0.05)),
        _named("second leg 10 % less, legs take turns", World(order=0.10)),
        _named("second leg 10 % less, same leg first", World(order=0.10, alternates=False)),
        *(
            _named(f"true {100 * t:.0f} %, strap {100 * s:.0f} %", World(true=t, strap=s))
            for t in (0.10, 0.20)
            for s in _STRAPS
        ),
        *(
            _named(f"true {100 * t:.0f} %, 2 sets of 8", World(true=t, sets=2, reps=8))
            for t in (0.0, 0.10, 0.20)
        ),
        _named("true 30 %", World(true=0.30)),
    ]
)
"""What is tried, by name: strap 4 %, three sets of nine and a re-strap check unless named."""


class RuleRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the rule said of so many simulated people after their third session.

    Attributes
    ----------
    world : a name in `WORLDS`.
    detected : the headline had at least a difference in this session.
    consistent : the headline had a consistent difference.
    wrong_way : of those, in the direction that is not the true one; None where none is true.
    others_detected, others_consistent : at least one of the other measures had.
    smallest_percent : median of the smallest difference that a session could have shown.
    """

    world: str
    people: int
    detected: Share
    consistent: Share
    wrong_way: int | None
    others_detected: Share
    others_consistent: Share
    smallest_percent: float


def try_world(name: str, people: int = PEOPLE, block: BlockName = "development") -> RuleRow:
    """Draw so many people of a world and apply the rule to each.

    Each world and each block of seeds has draws of its own.
    """
    world = WORLDS[name]
    rng = np.random.default_rng((BLOCKS[block], zlib.crc32(name.encode())))
    found = [compare(person(world, rng)).findings for _ in range(people)]
    heads = [findings[0] for findings in found]
    wrong = sum(_is_detected(one) and (one.difference or 0.0) < 0.0 for one in heads)
    return RuleRow(
        world=name,
        people=people,
        detected=wilson(sum(_is_detected(one) for one in heads), people),
        consistent=wilson(sum(_is_consistent(one) for one in heads), people),
        wrong_way=wrong if world.true > 0.0 else None,
        others_detected=wilson(sum(_any(one[1:], detected=True) for one in found), people),
        others_consistent=wilson(sum(_any(one[1:], detected=False) for one in found), people),
        smallest_percent=float(np.median([one.smallest or 0.0 for one in heads])),
    )


def _any(findings: Sequence[Finding], *, detected: bool) -> bool:
    return any(_is_detected(one) if detected else _is_consistent(one) for one in findings)


def _is_detected(finding: Finding) -> bool:
    return finding.verdict in (Verdict.THIS_SESSION, Verdict.CONSISTENT)


def _is_consistent(finding: Finding) -> bool:
    return finding.verdict is Verdict.CONSISTENT
