"""From a file to clean text bytes: unzipped, without marks and torn ends, or refused with a reason.

Everything here works on bytes: decoding 25 MB to a string and back would cost more than parsing it.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn, cast

from imu.errors import RecordingError
from imu.recording.plainfile import cannot_read

MAX_BYTES = 1 << 31
"""2 GiB, unzipped: four days of one sensor at 100 Hz. Beyond it a file is no recording (or a
"zip bomb") and reading it would take the computer's memory."""

GZIP_MARK = b"\x1f\x8b"
"""The first bytes of every gzip file."""
_HEAD = 4096
_PIECE = 1 << 22
"""Bytes that are read at a time."""


class NoRowsError(RecordingError):
    """A file without a single complete row of data: empty, or a header only."""


@dataclass(frozen=True, slots=True)
class RawText:
    """The complete lines of a text file.

    Attributes
    ----------
    data : header and rows; every line ends in a single LF.
    notes : what was left out, one sentence each.
    """

    data: bytes
    notes: tuple[str, ...]


def read_raw_text(path: Path) -> RawText:
    """Read a text file or its gzip, whatever its name; keep only complete lines.

    A byte-order mark is dropped, CRLF and CR become LF. What follows the last line ending is a torn
    line and is dropped with a note (R7), and so are zero bytes at the end, which some file systems
    leave behind after a power cut.

    Raises
    ------
    NoRowsError : nothing is left.
    RecordingError : it cannot be read, is damaged gzip, UTF-16, or no text.
    """
    return clean_text(path, read_bytes(path))


def clean_text(path: Path, data: bytes) -> RawText:
    """As `read_raw_text`, for bytes that were read already or lie in an archive at `path`.

    Raises
    ------
    RecordingError : as there.
    """
    data = _unzipped(path, data).removeprefix(codecs.BOM_UTF8)
    _refuse_foreign_encodings(path, data)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _without_torn_end(path, data)


def read_bytes(path: Path) -> bytes:
    """A file of at most `MAX_BYTES`.

    Raises
    ------
    RecordingError : it cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = _pieces(file)
    except OSError as error:
        raise cannot_read(path, error) from error
    if len(data) > MAX_BYTES:
        _refuse_giant(path)
    return data


def _pieces(file: BinaryIO) -> bytes:
    """Everything, as far as `MAX_BYTES` and one more: asked for at once, that much is set aside."""
    parts: list[bytes] = []
    left = MAX_BYTES + 1
    while left > 0 and (part := file.read(min(_PIECE, left))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _unzipped(path: Path, data: bytes) -> bytes:
    """The content: by its first bytes, not its name, as browsers unzip without renaming."""
    if not data.startswith(GZIP_MARK):
        return data
    advice = "Copy or download it again, or unzip what is left of it with a repair tool"
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = _pieces(cast("BinaryIO", file))
    except EOFError as error:
        raise RecordingError(path, "is cut off in the middle of its gzip data", advice) from error
    except (OSError, zlib.error) as error:
        raise RecordingError(path, f"is damaged gzip data ({error})", advice) from error
    if len(content) > MAX_BYTES:
        _refuse_giant(path)
    return content


def _refuse_giant(path: Path) -> NoReturn:
    raise RecordingError(
        path,
        f"is larger than {MAX_BYTES >> 30} GiB, four days of samples",
        "Is it a recording? If so, cut it into shorter files",
    )


def _refuse_foreign_encodings(path: Path, data: bytes) -> None:
    head = data[:_HEAD].rstrip(b"\0")
    # Latin letters in UTF-16 are a zero byte and a letter in turn
    fewer, more = sorted(half.count(0) for half in (head[0::2], head[1::2]))
    in_turn = more > 0.4 * len(head) and fewer < 0.1 * len(head)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or in_turn:
        raise RecordingError(path, "is UTF-16 text", 'Save it again as "CSV UTF-8"')
    if _is_binary(head):
        raise RecordingError(path, "is not a text file", "Give a CSV file with samples")


def _is_binary(head: bytes) -> bool:
    """Whether a file that begins like this cannot be text in any encoding that has ASCII in it."""
    line = head.partition(b"\n")[0]
    try:
        return _has_controls(line.decode())
    except UnicodeDecodeError:
        foreign = sum(byte > 127 for byte in line)
        return foreign > 0.3 * len(line) or _has_controls(head.decode("latin-1"))


def _has_controls(text: str) -> bool:
    return any(character < " " and character not in "\t\r\n" for character in text)


def _without_torn_end(path: Path, data: bytes) -> RawText:
    written = data.rstrip(b"\0")
    end = written.rfind(b"\n") + 1
    if end == 0:
        raise NoRowsError(path, "holds no complete line", "Nothing was recorded into it; delete it")
    inner_zero = written.find(b"\0", 0, end)
    if inner_zero >= 0:
        line = written.count(b"\n", 0, inner_zero) + 1
        advice = "The file is damaged from there on; copy it again or delete that line"
        raise RecordingError(path, "holds a zero byte", advice, line)
    if end < len(written):
        return RawText(written[:end], (f"{path.name}: the last line was torn and is left out",))
    zeros = len(data) - len(written)
    notes = (f"{path.name}: {zeros} zero bytes at the end are left out",) if zeros else ()
    return RawText(written, notes)
