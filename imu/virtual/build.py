"""How a virtual sensor and the air around it are made."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from imu.errors import VirtualHardwareError

if TYPE_CHECKING:
    from bleak.backends.client import BaseBleakClient
    from bleak.backends.scanner import BaseBleakScanner

SUPERVISION_S = 0.42
"""s without a sign of life after which a link is given up: Linux's own choice, le_supv_timeout of
42 in net/bluetooth/hci_core.c."""


NEEDED = ("bleak", "bumble")
"""What virtual hardware is made of: the extra ``virtual-ble``."""


def missing(library: str) -> VirtualHardwareError:
    """The error that says how to install what is missing."""
    problem = f"virtual sensors need {library}, which is not installed"
    return VirtualHardwareError(
        problem, "Install it with: pip install 'kickstand-imu[virtual-ble]'"
    )


def check_installed() -> None:
    """See that all is there that virtual hardware is made of; nothing is imported.

    Raises
    ------
    VirtualHardwareError : something is not.
    """
    for library in NEEDED:
        if find_spec(library) is None:
            raise missing(library)


@dataclass(frozen=True, slots=True)
class Bursts:
    """Air in which data waits: it is released in bursts, in order, and now and then much later.

    Attributes
    ----------
    interval_s : what waits is released this often, s: a usual connection interval.
    stall_share : part of the releases that come late instead, 0 to 1.
    stall_s : how long those take, s.
    """

    interval_s: float = 0.03
    stall_share: float = 0.02
    stall_s: float = 0.24


@dataclass(frozen=True, slots=True)
class Quirks:
    """What is odd about one virtual sensor. By default, nothing.

    Attributes
    ----------
    clock_ppm : how much its clock is slow, parts per million.
    restarts_with_link : firmware that begins anew when its link is gone: settings, clock, counter.
    missing : roles that it has no characteristic for.
    deaf : roles whose notifications it refuses to switch on.
    """

    clock_ppm: float = 0.0
    restarts_with_link: bool = False
    missing: frozenset[str] = frozenset()
    deaf: frozenset[str] = frozenset()


ORDINARY = Quirks()


class Radio(NamedTuple):
    """The computer's radio in a room, as `backend=` of bleak's `BleakScanner` and `BleakClient`."""

    scanner: type[BaseBleakScanner]
    client: type[BaseBleakClient]
