"""`kickstand import`: other people's files become recordings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.cli.importingtext import report_import, report_preview
from imu.cli.output import remark
from imu.errors import ImuError, UsageError
from imu.importers import (
    KINDS,
    Imported,
    Row,
    Told,
    Units,
    Wish,
    folders_for,
    parse_columns,
    parse_units,
    read_foreign,
    read_manifest,
    require_free,
    write_imported,
)
from imu.samples import Side

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE",
        show_default=False,
        help="The files of one recording, or a folder or zip archive with them.",
    ),
]
Kind = Annotated[
    str | None,
    typer.Option("--from", metavar="KIND", show_default=False, help=f"One of {', '.join(KINDS)}."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        show_default=False,
        help="The recording's new folder; with --manifest, the folder for all of them.",
    ),
]
OnSide = Annotated[Side, typer.Option(help="The thigh that the sensor sat on.")]
UnitNames = Annotated[
    str | None,
    typer.Option(
        "--units", metavar="LIST", show_default=False, help="Such as g,deg/s,ms; else it is found."
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        metavar="LIST",
        show_default=False,
        help="Which column is what: time=T, acc_x=AX, ... gyr_z=GZ.",
    ),
]
Rate = Annotated[
    float | None,
    typer.Option(
        metavar="HZ", min=1, max=10_000, show_default=False, help="For samples without times."
    ),
]
Sensor = Annotated[
    str | None,
    typer.Option(metavar="NAME", show_default=False, help="Whose rows, of a file with several."),
]
Person = Annotated[
    str | None, typer.Option(metavar="ALIAS", show_default=False, help="Who wore the sensor.")
]
Condition = Annotated[
    str | None,
    typer.Option(metavar="WORD", show_default=False, help="Kept, and in every exported row."),
]
Manifest = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        show_default=False,
        help="CSV with a row for each recording: path, side, kind, units, columns, rate_hz,"
        " sensor, participant, name; other columns are kept.",
    ),
]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would be read; write nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object for each recording.")]


def import_files(  # noqa: PLR0913 - every option of the command is an argument
    files: Files = None,
    *,
    kind: Kind = None,
    output: Output = None,
    side: OnSide = "unknown",
    units: UnitNames = None,
    columns: Columns = None,
    rate: Rate = None,
    sensor: Sensor = None,
    person: Person = None,
    condition: Condition = None,
    manifest: Manifest = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> int:
    """Make recordings of files that another programme wrote.

    The kind of file is recognised, units are found and said, and what cannot be read is refused
    with the reason. Nothing is left behind of a file that is refused.
    """
    if output is None and not preview:
        raise UsageError("No folder is named to write to", "Name a new one after -o, or --preview.")
    if manifest is not None:
        others = (files, kind, units, columns, rate, sensor, person, condition)
        if any(others) or side != "unknown":
            advice = "Write it into the manifest, or leave out --manifest."
            raise UsageError("A manifest says all there is to say about its files", advice)
        return _many(read_manifest(manifest), output, as_json=as_json)
    wish = Wish(
        side,
        kind,
        parse_units(units) if units else Units(),
        parse_columns(columns) if columns else {},
        rate,
        sensor,
    )
    told = Told(person, {"condition": condition} if condition else {})
    _one(read_foreign(files or [], wish), None if preview else output, told, as_json=as_json)
    return 0


def _many(rows: list[Row], output: Path | None, *, as_json: bool) -> int:
    """Import every row; a bad one stops no other."""
    failed = 0
    for row, name in zip(rows, folders_for(rows), strict=True):
        try:
            place = None if output is None else output / name
            if place is not None:
                require_free(place)
            _one(read_foreign(row.paths(), row.wish()), place, row.told(), as_json=as_json)
        except ImuError as error:
            remark(f"{row.label}: {error}")
            failed += 1
    return 0 if not failed else 1 if failed < len(rows) else 2


def _one(imported: Imported, place: Path | None, told: Told, *, as_json: bool) -> None:
    """Write or preview one recording, and say what was done."""
    if place is None:
        report_preview(imported, told, as_json=as_json)
        return
    write_imported(imported, place, told)
    report_import(imported, place, told, as_json=as_json)
