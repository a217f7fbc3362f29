"""`kickstand scan`: which sensors are near."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated

import typer

from imu.cli import radio as radios
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.sensornames import known
from imu.cli.tables import folded, table
from imu.drivers.door import Driver

if TYPE_CHECKING:
    from imu.sources.ble import Found

_SCAN_S = 8.0
"""s; as `imu.sources.ble.SCAN_S`, which is slow to import."""


def scan(
    *,
    seconds: Annotated[
        float, typer.Option(metavar="N", min=1.0, max=120.0, help="How long to look.")
    ] = _SCAN_S,
    unknown: Annotated[
        bool, typer.Option("--all", help="List devices, too, that are no known sensor.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Look for sensors nearby; names can be given to `live`, `record` and `sensors --check`.

    A sensor has to be awake: press its button, or move it. One that another programme or a phone is
    connected to does not show.
    """
    drivers = known().drivers
    if not as_json:
        remark(f"looking for {seconds:g} s")
    found = asyncio.run(_scan(drivers, seconds, unknown=unknown, tell=not as_json))
    if as_json:
        say(json_line({"schema_version": 1, "sensors": [_facts(one) for one in found]}))
    elif found:
        say(_text(found))
    else:
        say("Nothing was found. Is the sensor on, awake, and not connected to a phone?")
    return 0


async def _scan(
    drivers: Sequence[Driver], seconds: float, *, unknown: bool, tell: bool
) -> tuple[Found, ...]:
    from imu.sources.ble import watch  # slow to import

    found: tuple[Found, ...] = ()
    told: set[str] = set()
    lists = watch(radios.radio(), drivers, seconds, unknown=unknown)
    async with aclosing(lists):
        async for found in lists:
            for one in found if tell else ():
                if one.identifier not in told:
                    told.add(one.identifier)
                    remark(f"{one.label}: {one.title or 'unknown'}, signal {one.signal}")
    return found


def _facts(one: Found) -> dict[str, object]:
    return {
        "name": one.name,
        "identifier": one.identifier,
        "family": one.family or None,
        "title": one.title or None,
        "rssi_dbm": one.rssi_dbm,
        "refusal": one.refusal or None,
    }


def _text(found: tuple[Found, ...]) -> str:
    rows = [
        [
            one.name or "(no name)",
            one.title or "unknown",
            one.signal,
            one.identifier,
            "not usable" if one.refusal else "",
        ]
        for one in found
    ]
    lines = table(["name", "kind", "signal", "address", ""], rows, "<<<<<")
    why = dict.fromkeys(one.refusal for one in found if one.refusal)
    return "\n".join([*lines, *(line for refusal in why for line in ("", *folded(refusal, 0)))])
