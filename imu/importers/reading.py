"""Foreign text files -> samples: the one way that all kinds of table go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from imu.importers.clocks import find_times, shared_zero, started_at
from imu.importers.finding import Place, find_places, of_one_sensor, require_channels
from imu.importers.model import Channel, FoundUnit, Imported, Source, TextKind, Wish
from imu.importers.sheet import Sheet
from imu.importers.tracking import read_tracks
from imu.importers.tracks import Joined, join
from imu.importers.units import ACC_UNITS, GYR_UNITS, find_acc_unit, find_gyr_unit
from imu.recording import Sidecar, round_block
from imu.recording.units import check_units
from imu.samples import Block, Side


def read_text_kind(
    kind: TextKind, sheets: Sequence[Sheet], sources: tuple[Source, ...], wish: Wish
) -> Imported:
    """Read tables of one kind.

    Raises
    ------
    RecordingError : something is missing or broken beyond use.
    UnitError : a unit cannot be told, or contradicts gravity.
    """
    sheets = of_one_sensor(kind, sheets, wish.sensor)
    places = find_places(kind, sheets)
    require_channels(kind, places, sheets)
    notes = [note for sheet in sheets for note in sheet.notes]
    zero = shared_zero(kind, _first(places), wish)
    joined = join(_first(places).path, read_tracks(kind, places, wish, zero, notes), notes)
    paths = _first(places).path, places["rotation"].sheet.path
    acc_unit, gyr_unit, rest, block = in_si_units(paths, joined, wish)
    start_s = float(block.time_s[0])
    return Imported(
        kind.name,
        kind.title,
        sources,
        as_written(block),
        _taken(kind, places, joined, wish),
        acc_unit,
        gyr_unit,
        rest,
        _sidecar(kind, places, wish.side),
        started_at(kind, _first(places), wish, start_s),
        tuple(dict.fromkeys(notes)),
    )


def as_written(block: Block) -> Block:
    """The block from time 0 on, rounded as it is written; rows that come too close are left out."""
    block = round_block(replace(block, time_s=block.time_s - block.time_s[0]))
    later = np.diff(block.time_s, prepend=-1.0) > 0.0
    if later.all():
        return block
    seq = None if block.seq is None else block.seq[later]
    return Block(
        block.side, block.time_s[later], block.acc_m_s2[later], block.gyr_rad_s[later], seq
    )


def in_si_units(
    paths: tuple[Path, Path], joined: Joined, wish: Wish
) -> tuple[FoundUnit, FoundUnit, float, Block]:
    """Both units, the length of the acceleration at rest in m/s², and the samples in m/s², rad/s.

    Parameters
    ----------
    paths : the files with the acceleration and with the turn rate, for messages.

    Raises
    ------
    UnitError : a unit cannot be told, or contradicts gravity.
    """
    acc_unit, rest = find_acc_unit(paths[0], joined.acc, wish.units.acc)
    acc = joined.acc.values * ACC_UNITS[acc_unit.unit]
    block = Block(wish.side, joined.acc.time_s, acc, joined.gyr.values, joined.seq)
    gyr_unit = find_gyr_unit(paths[1], joined.gyr, block, wish.units.gyr)
    block = replace(block, gyr_rad_s=joined.gyr.values * GYR_UNITS[gyr_unit.unit])
    check_units(paths[0], block)
    return acc_unit, gyr_unit, rest, block


def _first(places: Mapping[Channel, Place]) -> Sheet:
    return next(iter(places.values())).sheet


def _taken(
    kind: TextKind, places: Mapping[Channel, Place], joined: Joined, wish: Wish
) -> dict[str, str]:
    """What was read from which columns of which table, in words."""
    taken = {"time": f"{find_times(kind, _first(places), wish).name}"}
    for channel in joined.used:
        place = places[channel]
        taken[channel] = f"{', '.join(place.names)} ({place.sheet.name})"
    return taken


def _sidecar(kind: TextKind, places: Mapping[Channel, Place], side: Side) -> Sidecar:
    found: dict[str, str | float] = {}
    stated = _first(places).facts()
    for name, field in kind.facts.items():
        if name in stated:
            found[field] = stated[name]
    rate = str(found.pop("sampling_frequency", "")).lower().removesuffix("hz")
    return Sidecar(
        sampling_frequency=_rate(rate),
        tracked_point=None if side == "unknown" else f"{side}_thigh",
        manufacturer=kind.manufacturer or None,
        manufacturers_model_name=kind.model or None,
        device_serial_number=_text(found, "device_serial_number"),
        software_versions=_text(found, "software_versions"),
    )


def _text(found: Mapping[str, str | float], name: str) -> str | None:
    return str(found[name]) if found.get(name) else None


def _rate(text: str) -> float | None:
    try:
        rate = float(text)
    except ValueError:
        return None
    return rate if np.isfinite(rate) and rate > 0 else None
