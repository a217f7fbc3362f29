"""From the paths that a person gives to named pieces of bytes: files, folders and zip archives."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imu.errors import RecordingError
from imu.importers.model import Source
from imu.recording.rawtext import MAX_BYTES, read_bytes

_MOST_SAID = 120
"""Characters of what a library says of an archive."""

_ZIP_MARK = b"PK\x03\x04"
_TABLE = re.compile(r"\.(?:csv|txt|tsv)(?:\.gz)?$", re.IGNORECASE)
_ASIDE = re.compile(r"(?:^|/)(?:meta|__MACOSX)/", re.IGNORECASE)
"""Folders in archives that hold no samples: phyphox puts times and device there."""
_MOST_MEMBERS = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes with a name.

    Attributes
    ----------
    path : the file on the disk, for messages.
    name : the name of the table: the file's, or that inside an archive.
    data : its bytes.
    is_inner : it was found in a folder or an archive; nobody named it.
    """

    path: Path
    name: str
    data: bytes
    is_inner: bool = False


def gather(paths: Sequence[Path]) -> tuple[list[Piece], tuple[Source, ...]]:
    """Read everything that `paths` name: of a folder and an archive, the tables in it.

    Raises
    ------
    RecordingError : one cannot be read, is empty or a damaged archive.
    """
    pieces: list[Piece] = []
    sources: list[Source] = []
    for path, is_inner in _files(paths):
        data = read_bytes(path)
        if not data:
            raise RecordingError(path, "is empty", "Export it again")
        sources.append(Source(path, hashlib.sha256(data).hexdigest()))
        if data.startswith(_ZIP_MARK):
            pieces += _members(path, data)
        else:
            pieces.append(Piece(path, path.name, data, is_inner))
    return pieces, tuple(sources)


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """The files, and whether each was found in a folder."""
    for path in paths:
        if not path.is_dir():
            yield path, False
            continue
        inside = sorted(child for child in path.iterdir() if _TABLE.search(child.name))
        if not inside:
            raise RecordingError(path, "holds no CSV or text file", "Name the files themselves")
        yield from ((child, True) for child in inside)


def _members(path: Path, data: bytes) -> list[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = [one for one in archive.infolist() if _is_table(one.filename)]
            if len(wanted) > _MOST_MEMBERS or sum(one.file_size for one in wanted) > MAX_BYTES:
                raise RecordingError(path, "holds too much for one recording", "Unzip what counts")
            pieces = [Piece(path, _last(one.filename), archive.read(one), True) for one in wanted]
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
        advice = "Export or copy it again"
        raise RecordingError(path, f"is a damaged zip archive ({_short(error)})", advice) from error
    except (RuntimeError, ValueError) as error:  # a password, or names that are none
        raise RecordingError(path, f"cannot be unzipped ({error})", "Unzip it first") from error
    if not pieces:
        raise RecordingError(path, "is an archive without CSV files", "Export as CSV in a zip")
    return pieces


def _is_table(name: str) -> bool:
    return bool(_TABLE.search(name)) and not _ASIDE.search(name)


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _short(error: Exception) -> str:
    """The beginning of what a library says: it quotes damaged bytes, thousands of them."""
    text = str(error)
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]} …"
