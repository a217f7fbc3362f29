"""`kickstand sensors`: which sensors there are, and whether one of them is as it should be."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from imu.cli.output import remark, say
from imu.cli.places import sensors_folder
from imu.cli.rounding import json_line
from imu.cli.sensoropen import checks_of, source_of
from imu.cli.sensorwatch import watch
from imu.cli.sensorwords import list_text, report_text
from imu.drivers.registry import find_drivers
from imu.errors import ImuError, UsageError
from imu.remembered import load, remembered_file, save
from imu.sensorcheck import SensorCheck
from imu.sensorlist import UNUSABLE, families

ALL = "all"
"""What is to be forgotten where no single sensor is meant."""


def sensors(
    *,
    check: Annotated[
        str | None,
        typer.Option(
            metavar="S", help="Check a sensor: a recording of it, or a phone's address (phyphox)."
        ),
    ] = None,
    from_path: Annotated[
        Path | None, typer.Option("--from", metavar="PATH", help="Check a recording of a sensor.")
    ] = None,
    forget: Annotated[
        str | None,
        typer.Option(
            metavar="S", help="Forget a sensor that was used before, by what it is called; or all."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """List the sensors that can be used, the best to begin with first, and those used before.

    --check looks at one of them: rate, losses, clock, one g on six sides, signs and scale of the
    gyroscope. While the sensor sends it says what to do next; a recording of the same moves will
    do. Ends with exit code 0 if nothing has to be mended, and with 1 otherwise.
    """
    if forget is not None:
        if check is not None or from_path is not None:
            raise UsageError("--forget stands alone", "Check the sensor first, then forget it.")
        _forget(forget.strip(), as_json=as_json)
        return 0
    if check is not None and from_path is not None:
        raise UsageError("--check and --from exclude each other", "Name one sensor, or one file.")
    if check is None and from_path is None:
        _list(as_json=as_json)
        return 0
    path = from_path or Path(check or "")
    reports = [one.report() for one in _checked(path, check, as_json=as_json)]
    for number, report in enumerate(reports):
        blank = "\n" if number else ""
        say(json_line(report) if as_json else f"{blank}{report_text(report)}")
    return 1 if any(report.failed for report in reports) else 0


def _forget(name: str, *, as_json: bool) -> None:
    """Forget one sensor, or all of them, and say which.

    Raises
    ------
    UsageError : none is called that, or several.
    ImuError : it cannot be written down.
    """
    path = remembered_file()
    remembered, warning = load(path)
    if warning:
        remark(warning)
    is_all = name.lower() == ALL
    gone = remembered.sensors if is_all else (remembered.find(name, platform.node()),)
    for one in gone:
        remembered = remembered.without(one)
    if gone and not save(path, remembered):
        raise ImuError(f"{path} cannot be written", "Make it writable for you.")
    if as_json:
        say(json_line({"schema_version": 1, "forgotten": msgspec.to_builtins(gone)}))
    elif gone:
        say(f"Forgotten: {', '.join(one.called for one in gone)}.")
    else:
        say("No sensor was remembered.")


def _checked(path: Path, name: str | None, *, as_json: bool) -> Iterator[SensorCheck]:
    if name is None or path.exists():
        yield from checks_of(path)
        return
    source, expected = source_of(name)
    one = SensorCheck(expected)
    if not watch(source, one, remark if as_json else say):
        remark("broken off; this was found until then")
    yield one


def _list(*, as_json: bool) -> None:
    found = find_drivers(sensors_folder())
    kinds = families(found.drivers)
    remembered, warning = load(remembered_file())
    if as_json:
        facts = {
            "schema_version": 1,
            "families": kinds,
            "unusable": UNUSABLE,
            "remembered": remembered.sensors,
        }
        say(json_line(msgspec.to_builtins(facts)))
    else:
        say(list_text(kinds, UNUSABLE, remembered.sensors))
    for problem in (*map(str, found.problems), *([warning] if warning else [])):
        remark(problem)
