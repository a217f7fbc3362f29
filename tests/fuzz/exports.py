"""Other programmes' files, of every kind that is imported, and tables that list many of them."""

from __future__ import annotations

import contextlib
from functools import cache, partial
from pathlib import Path

from imu.errors import ImuError
from imu.importers import (
    Imported,
    Wish,
    folders_for,
    parse_columns,
    parse_units,
    read_foreign,
    read_manifest,
)
from imu.samples import Block
from tests.fuzz.contract import Target, check_block, is_plain, value_or_sentence, written
from tests.fuzz.pieces import bundle, files_in
from tests.importers.vendors import FORMS, plain, session, witmotion_wired, zipped

_GYR_NAMES = ("gyr_x (rad/s)", "gyr_y (rad/s)", "gyr_z (rad/s)")
_ROWS = 40
"""Enough for units to be told and clocks to be found."""


@cache
def _short() -> Block:
    block = session()
    n = slice(_ROWS)
    return Block("right", block.time_s[n], block.acc_m_s2[n], block.gyr_rad_s[n])


def _put(folder: Path, data: bytes) -> list[Path]:
    """The only file, or the folder of several."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    paths = [written(folder / name, content) for name, content in files_in(data).items()]
    return paths if len(paths) == 1 else [folder]


def _form(kind: str) -> list[bytes]:
    if kind == "csv":  # the rows are too few to tell units by physics
        names = ("time", *(f"acc_{axis} (m/s2)" for axis in "xyz"), *_GYR_NAMES)
        return [bundle(plain(_short(), names)), bundle(plain(_short()))]
    return [bundle(FORMS[kind](_short()))]


def read(folder: Path, kind: str | None, data: bytes) -> None:
    """Some files of one recording, read as one kind, or as what they seem to be."""
    paths = _put(folder / "files", data)
    for wish in {None, kind}:
        imported = value_or_sentence(partial(read_foreign, paths, Wish(kind=wish, rate_hz=100.0)))
        if imported is not None:
            check(imported)


def archive(folder: Path, data: bytes) -> None:
    """The same, of a zip archive."""
    path = written(folder / "archive.zip", data)
    imported = value_or_sentence(partial(read_foreign, [path], Wish(rate_hz=100.0)))
    if imported is not None:
        check(imported)


def check(imported: Imported) -> None:
    """What was imported can be recorded and counted."""
    assert len(imported.block)
    check_block(imported.block)
    assert imported.block.time_s[0] == 0.0
    for note in imported.notes:
        assert is_plain(note), repr(note)


def manifest(folder: Path, data: bytes) -> None:
    """A table of many files."""
    path = written(folder / "many" / "manifest.csv", data)
    rows = value_or_sentence(partial(read_manifest, path))
    if rows is None:
        return
    names = folders_for(rows)
    assert len(set(names)) == len(rows)
    assert not any("/" in name or "\\" in name or name.startswith(".") for name in names)
    for row in rows:
        value_or_sentence(row.wish)
        value_or_sentence(row.paths)
        row.told()


def words(data: bytes) -> None:
    """What a person says of units and columns."""
    text = data.decode("utf-8", "replace")
    for parse in (parse_units, parse_columns):
        # What was typed is repeated in the sentence, control characters and all: it is theirs.
        with contextlib.suppress(ImuError):
            parse(text)


_MANIFEST = b"""path,side,kind,units,columns,rate_hz,sensor,participant,name,condition
a.csv,left,csv,"g,deg/s","time=t,acc_x=a,acc_y=b,acc_z=c,gyr_x=d,gyr_y=e,gyr_z=f",100,,P1,first,barefoot
b.csv|c.csv,right,,,,,,P2,,
"""


_WORDS = (b"g, deg/s;ms", b"acc_x=a,acc_y=b,acc_z=c,gyr_x=d,gyr_y=e,gyr_z=f")


def targets(folder: Path) -> list[Target]:
    """One for every kind."""
    found: list[Target] = []
    for kind in FORMS:
        seeds = partial(_form, kind)
        found.append(Target(f"import-{kind}", partial(read, folder / kind, kind), seeds))
    wired = folder / "wired"
    found += [
        Target(
            "import-witmotion-wired",
            partial(read, wired, "witmotion"),
            lambda: [bundle(witmotion_wired(_short()))],
        ),
        Target(
            "import-zip",
            partial(archive, folder),
            lambda: [zipped(FORMS[kind](_short())) for kind in ("phyphox", "sensor-logger")],
        ),
        Target("manifest", partial(manifest, folder), lambda: [_MANIFEST]),
        Target(
            "words",
            words,
            lambda: list(_WORDS),
        ),
    ]
    return found
