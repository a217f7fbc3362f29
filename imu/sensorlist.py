"""The sensors that can be used, in the order in which a newcomer should think of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from imu.drivers.door import Driver
from imu.drivers.samples import Timing
from imu.sources.phone.feed import RATE_HZ

PAGES = "firmware_notes/sensors"
"""Folder of the pages about sensors."""

VECTORS_ONLY = "published vectors only"
"""Nobody has tried the driver on hardware."""


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A family of sensors.

    Attributes
    ----------
    family : its short name on the command line.
    title : the name that a person knows it by.
    needs : what somebody has to have or do.
    rates_hz, rate_hz : that it can be asked for, and the one that is.
    acc_range_g, gyr_range_deg_s : what its numbers reach to; None where that depends.
    timestamps : what it tells about time.
    latency : how late its samples come.
    status : who has confirmed the driver.
    page : the page about it; "" where there is none.
    """

    family: str
    title: str
    needs: str
    rates_hz: tuple[float, ...]
    rate_hz: float
    acc_range_g: float | None
    gyr_range_deg_s: float | None
    timestamps: str
    latency: str
    status: str
    page: str


PHONE = Family(
    family="phone",
    title="a phone (Sensor Logger, phyphox)",
    needs="a phone that you own, a free app, one wireless network, a strap that holds it",
    rates_hz=(RATE_HZ,),
    rate_hz=RATE_HZ,
    acc_range_g=None,
    gyr_range_deg_s=None,
    timestamps="the phone's clock",
    latency="as often as the app sends: ten times a second or less often",
    status="published formats only",
    page=f"{PAGES}/phones.md",
)
"""Not in the registry: a phone comes by the network, not by Bluetooth."""

_NEEDS = {
    "witmotion": "about 30 to 60 USD and Bluetooth; the cheapest that is ready to use",
    "kickstand": "a board for 15 to 45 USD, our firmware and an evening",
    "polar": "about 100 USD and Bluetooth; comes with a strap",
    "movella-dot": "over 100 USD each and Bluetooth; two can share one clock",
    "capture2go": "a research price and Bluetooth; two can share one clock",
}
"""What somebody needs, in the order in which to think of them. Prices as in the page of sensors."""

_OWN = "a file that describes what your sensor sends, or the package that brought it"

_TIMESTAMPS = {
    "none": "none: samples are counted, losses are inferred",
    "sequence": "a counter: losses are known",
    "ticks": "its own clock, which begins anew",
    "absolute": "its own clock",
}


def families(drivers: Sequence[Driver]) -> list[Family]:
    """Phones and all drivers: those we know in their order, then others by name.

    Parameters
    ----------
    drivers : as `imu.drivers.registry.find_drivers` finds them.
    """
    order = list(_NEEDS)
    known = sorted(
        drivers,
        key=lambda d: (order.index(d.family) if d.family in order else len(order), d.family),
    )
    return [PHONE, *(_family(driver) for driver in known)]


def _family(driver: Driver) -> Family:
    facts = driver.facts
    return Family(
        family=driver.family,
        title=driver.title,
        needs=_NEEDS.get(driver.family, _OWN),
        rates_hz=facts.rates_hz,
        rate_hz=facts.rate_hz,
        acc_range_g=facts.acc_range_g,
        gyr_range_deg_s=facts.gyr_range_deg_s,
        timestamps=_timestamps(facts.timing),
        latency=_latency(facts.timing),
        status=f"confirmed by {facts.confirmed_by}" if facts.confirmed_by else VECTORS_ONLY,
        page=f"{PAGES}/{facts.page}.md" if facts.page else "",
    )


def _timestamps(timing: Timing) -> str:
    has_counter = timing.seq_wrap is not None and timing.kind in ("ticks", "absolute")
    return _TIMESTAMPS[timing.kind] + (", and a counter: losses are known" if has_counter else "")


def _latency(timing: Timing) -> str:
    if timing.batch_s > 0.0:
        return f"in batches of up to {timing.batch_s:g} s: the voice is late by as much"
    return "one by one: no later than the radio"
