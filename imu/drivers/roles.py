"""Which of a sensor's characteristics play the parts that its driver names."""

from __future__ import annotations

from collections.abc import Collection

from imu.drivers.door import Driver, Place
from imu.errors import DriverError


def find_roles(driver: Driver, present: Collection[Place]) -> dict[str, Place]:
    """Role -> place of each characteristic of the driver that a connected sensor has.

    Of several that fit, the UUID that the driver names first; of that, the one in its own service.

    Parameters
    ----------
    present : the sensor's characteristics.

    Raises
    ------
    DriverError : one is missing without which the sensor cannot be used.
    """
    profile = driver.profile
    found: dict[str, Place] = {}
    for role, uuids in {**profile.needed, **profile.optional}.items():
        services = profile.inside.get(role)
        fitting = [
            place
            for place in present
            if place.uuid in uuids and (services is None or place.service in services)
        ]
        if fitting:
            found[role] = min(
                fitting, key=lambda at: (uuids.index(at.uuid), at.service not in profile.service)
            )
        elif role in profile.needed:
            raise _lacking(driver, role)
    return found


def _lacking(driver: Driver, role: str) -> DriverError:
    """The error for a sensor without a channel that is needed."""
    channel = f"its {role} channel ({driver.profile.place(role).uuid}) is missing"
    remedy = driver.profile.remedies.get(role)
    if remedy is not None:
        return DriverError(f"this {driver.title} cannot be used: {channel}", remedy)
    advice = "Name the right family for it, or bring its firmware up to date"
    return DriverError(f"this sensor is not a {driver.title}: {channel}", advice)
