"""What all links of a session share, and who speaks a sensor's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imu.drivers.alignment import Pact
from imu.drivers.door import Driver
from imu.drivers.registry import named
from imu.sources.ble.failures import Fault, LinkError
from imu.sources.ble.finder import Finder
from imu.sources.ble.found import Found, Wanted
from imu.sources.ble.outlet import Outlet
from imu.sources.ble.patience import Patience
from imu.sources.ble.radio import Radio
from imu.sources.sharedline import SharedLine


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all links of a session share.

    Attributes
    ----------
    radio, drivers, patience : as for `imu.sources.ble.BleSource`.
    finder : finds the sensors of all sides.
    outlet : takes what the links have.
    now_s : gives session time, s.
    """

    radio: Radio
    drivers: Sequence[Driver]
    patience: Patience
    finder: Finder
    outlet: Outlet
    now_s: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Alliance:
    """Sensors that have agreed on one clock: what they agreed on, and where that clock is."""

    pact: Pact
    line: SharedLine


def driver_of(wanted: Wanted, found: Found, drivers: Sequence[Driver]) -> Driver:
    """Who speaks the language of a sensor.

    Raises
    ------
    LinkError, DriverError : nobody does, or it is known that it cannot be used.
    """
    family = wanted.family or found.family
    # Whoever names a driver is believed; whoever took the name from a list named none.
    is_named = wanted.family and any(one.family == family for one in drivers)
    if found.refusal and not is_named:
        raise LinkError(Fault.WRONG_FAMILY, *found.refused)
    if not family:
        raise LinkError(Fault.UNKNOWN_SENSOR)
    return named(drivers, family)
