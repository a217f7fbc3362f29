"""Sensors that can agree on one clock among themselves, where their hardware offers it.

An optional part of the door. A driver that has it says what it takes (`Terms`, as its attribute
`alignment`), and its connections can be told to take part (`Aligning`). Whoever owns the radio
leads through it, always in the same order, each step with all sensors before the next:

1. `prepare`: settings that cannot be changed afterwards; find out who it is.
2. `agree`: all are told of the same `Pact`.
3. Where the terms say so, all are disconnected and left alone for a while.
4. `confirm`: ask whether it has worked.

Connections made afterwards are given the pact before `setup`, which then leaves alone what was
agreed. `part` ends it. Whatever fails, an ordinary connection without a pact goes on as if nothing
had been: its `setup` undoes what is left of an old pact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from imu.drivers.door import Connection, Dialogue, Driver


@dataclass(frozen=True, slots=True)
class Pact:
    """What sensors agree on that are to share one clock.

    Attributes
    ----------
    root : `Aligning.identity` of the sensor whose clock all others take over.
    number : tells this pact from any other nearby, 64 bits.
    time_ns : what the clock of the root may be set to where it can be, ns since 1970.
    """

    root: bytes
    number: int
    time_ns: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What it takes in a family.

    Attributes
    ----------
    away_s : how long all are left alone between `agree` and `confirm`, s; 0 for not at all.
    takes_s : about how long the whole takes, scanning and connecting included, s.
    """

    away_s: float
    takes_s: float


@runtime_checkable
class Aligning(Connection, Protocol):
    """A connection to a sensor that can share the clock of another one of its family."""

    identity: bytes
    """What tells it from all others of its family; b"" until `prepare` or `setup` has asked."""
    pact: Pact | None
    """What it is to keep to, or None for a clock of its own. Set before a dialogue is begun."""
    is_aligned: bool
    """Whether the sensor has said that its stamps are those of the pact."""

    def prepare(self) -> Dialogue:
        """Settle what cannot be changed once it is aligned, end an old pact, ask who it is."""
        ...

    def agree(self) -> Dialogue:
        """Tell it of the pact."""
        ...

    def confirm(self) -> Dialogue:
        """Ask whether it has worked.

        Raises
        ------
        DriverError : it has not, and what to do about it.
        """
        ...

    def part(self) -> Dialogue:
        """End the pact: from now on its clock is its own."""
        ...


def terms_of(driver: Driver) -> Terms | None:
    """What alignment takes in a family, or None for one that cannot."""
    terms: object = getattr(driver, "alignment", None)
    return terms if isinstance(terms, Terms) else None


def agreeing(drivers: Sequence[Driver]) -> dict[str, float]:
    """Families that can, and about how long it takes each, s."""
    known = {driver.family: terms_of(driver) for driver in drivers}
    return {family: terms.takes_s for family, terms in known.items() if terms is not None}
