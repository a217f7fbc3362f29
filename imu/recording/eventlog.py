r"""``events.csv``: commands, announcements and happenings, one line each, in order of arrival.

Commands are input like samples, so they come back exactly: times are written with as many digits
as the number needs, and free text keeps its line breaks as ``\n`` (a line of the file is always
one event, or a torn file could not be told from a whole one).
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from imu.errors import RecordingError
from imu.events import AnyEvent, GapEvent
from imu.recording.header import split_header
from imu.recording.layout import EVENT_COLUMNS
from imu.recording.rawtext import NoRowsError, read_raw_text
from imu.samples import SIDES, Command, CommandKind

_COMMAND = "command:"
"""Mark before a command's kind: an "undo" that was asked for is not the "undo" that was told."""
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\0": "\\0"}
_UNESCAPES = {escaped: plain for plain, escaped in _ESCAPES.items()}
_MEND = "Mend or delete that line"


class LogEntry(msgspec.Struct, frozen=True):
    """One line of ``events.csv``.

    Attributes
    ----------
    onset_s, duration_s : session time, s.
    type : ``command:KIND``, the name of an announcement (``rep``, ``set`` ...), or any other word.
    side : "left", "right", "unknown" or "" for all.
    value : text; JSON where it is an announcement.
    """

    onset_s: float
    duration_s: float
    type: str
    side: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class EventLog:
    """What ``events.csv`` holds: all entries, the commands among them, and notes on the file."""

    entries: tuple[LogEntry, ...]
    commands: tuple[Command, ...]
    notes: tuple[str, ...]


def command_entry(command: Command) -> LogEntry:
    """The line that a command becomes."""
    kind = f"{_COMMAND}{command.kind.value}"
    return LogEntry(command.time_s, 0.0, kind, command.side or "", command.value)


def event_entry(event: AnyEvent) -> LogEntry:
    """The line that an announcement of the tracker becomes."""
    kind = str(event.__struct_config__.tag)
    duration = event.end_s - event.start_s if isinstance(event, GapEvent) else 0.0
    text = msgspec.json.encode(event).decode()
    return LogEntry(event.time_s, duration, kind, event.side, text)


def entry_event(entry: LogEntry) -> AnyEvent | None:
    """The announcement that an entry holds, or None if it is something else."""
    try:
        event: AnyEvent = msgspec.json.decode(entry.value, type=AnyEvent)
    except msgspec.DecodeError:
        return None
    return event if event.__struct_config__.tag == entry.type else None


def header_line() -> bytes:
    """The header row of ``events.csv``."""
    return (",".join(EVENT_COLUMNS) + "\n").encode()


def format_entry(entry: LogEntry) -> bytes:
    """The line for one entry, with its line ending."""
    out = io.StringIO()
    texts = [_escaped(text) for text in (entry.type, entry.side, entry.value)]
    numbers = [repr(float(number)) for number in (entry.onset_s, entry.duration_s)]
    csv.writer(out, lineterminator="\n").writerow([*numbers, *texts])
    return out.getvalue().encode("utf-8", "replace")


def read_events(path: Path) -> EventLog:
    """Read an ``events.csv``; a torn last line is dropped with a note.

    Returns
    -------
    Entries in the order of the file, commands in order of time.

    Raises
    ------
    RecordingError : no such file, a broken line, or a command that this version does not know.
    """
    try:
        text = read_raw_text(path)
    except NoRowsError:
        return EventLog((), (), (f"{path.name}: is empty",))
    header, _, body = text.data.partition(b"\n")
    if tuple(split_header(header)) != EVENT_COLUMNS:
        problem = f"the header must be {','.join(EVENT_COLUMNS)}"
        raise RecordingError(path, problem, "Mend that line", 1)
    lines = [(line, text) for line, text in enumerate(body.split(b"\n"), start=2) if text.strip()]
    entries = [_parse(path, line, text) for line, text in lines]
    found = [_command(path, line, entry) for (line, _), entry in zip(lines, entries, strict=True)]
    commands = sorted((c for c in found if c is not None), key=lambda command: command.time_s)
    return EventLog(tuple(entries), tuple(commands), text.notes)


def _parse(path: Path, line: int, text: bytes) -> LogEntry:
    try:
        fields = next(csv.reader([text.decode()], strict=True))
        onset, duration, *texts = fields
        kind, side, value = (_unescaped(field) for field in texts)
        entry = LogEntry(float(onset), _duration(duration), kind, side, value)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        shown = text[:40].decode("utf-8", "replace")
        raise RecordingError(path, f"is no event ({shown!r})", _MEND, line) from error
    if not (math.isfinite(entry.onset_s) and math.isfinite(entry.duration_s)):
        raise RecordingError(path, "has a time that is not a finite number", _MEND, line)
    return entry


def _duration(text: str) -> float:
    """Seconds; BIDS tools write ``n/a`` for an instant."""
    return 0.0 if text.strip() in ("", "n/a") else float(text)


def _command(path: Path, line: int, entry: LogEntry) -> Command | None:
    """The command in an entry. An unknown one is refused: a replay without it would differ."""
    if not entry.type.startswith(_COMMAND):
        return None
    name = entry.type.removeprefix(_COMMAND)
    if name not in {kind.value for kind in CommandKind}:
        advice = "Upgrade Kickstand to open it, or mend that line"
        raise RecordingError(path, f"does not know the command {name!r}", advice, line)
    if entry.side not in ("", *SIDES):
        raise RecordingError(path, f"does not know the side {entry.side!r}", _MEND, line)
    return Command(entry.onset_s, CommandKind(name), entry.side or None, entry.value)


def _escaped(text: str) -> str:
    return re.sub(r"[\\\n\r\0]", lambda match: _ESCAPES[match[0]], text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\[\\nr0]", lambda match: _UNESCAPES[match[0]], text)
