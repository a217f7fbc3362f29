"""R16 and R17: events come back as they were written, commands exactly."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.errors import RecordingError
from imu.events import AnyEvent, GapEvent, RepEvent, RepFinalEvent, UndoEvent
from imu.recording import LogEntry, entry_event, read_recording, write_recording
from imu.recording.eventlog import (
    command_entry,
    event_entry,
    format_entry,
    header_line,
    read_events,
)
from imu.samples import SIDES, Command, CommandKind, Rep
from tests.recording.examples import check_sentence, swinging

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
TIMES = st.floats(-1e9, 1e9)
COMMANDS = st.builds(
    Command, TIMES, st.sampled_from(CommandKind), st.sampled_from([None, *SIDES]), TEXT
)
ENTRIES = st.builds(
    LogEntry, TIMES, st.floats(0, 1e6), TEXT.filter(lambda x: "command:" not in x), TEXT, TEXT
)


def events_file(folder: Path, *lines: bytes) -> Path:
    """Make an ``events.csv`` with these lines below the header."""
    path = folder / "events.csv"
    path.write_bytes(header_line() + b"".join(lines))
    return path


def refusal(path: Path) -> RecordingError:
    """The error with which an ``events.csv`` is refused."""
    with pytest.raises(RecordingError) as caught:
        read_events(path)
    check_sentence(caught.value)
    return caught.value


@given(st.lists(COMMANDS, max_size=8))
def test_r17_commands_come_back_exactly_and_in_order_of_time(commands: list[Command]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_recording(Path(folder) / "r", [swinging(5)], commands=commands)
        recording = read_recording(Path(folder) / "r")
    assert list(recording.commands) == sorted(commands, key=lambda command: command.time_s)
    assert len(recording.log) == len(commands)


@given(st.lists(ENTRIES, max_size=8))
def test_r16_any_text_comes_back_in_order_of_arrival(entries: list[LogEntry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = events_file(Path(folder), *map(format_entry, entries))
        assert path.read_bytes().count(b"\n") == len(entries) + 1
        log = read_events(path)
    assert list(log.entries) == entries
    assert log.commands == ()
    assert log.notes == ()


def test_r16_text_that_utf8_cannot_hold_is_replaced() -> None:
    assert format_entry(LogEntry(0.0, 0.0, "note", "", "a\ud800b")) == b"0.0,0.0,note,,a?b\n"


def test_r16_line_looks_as_the_design_says() -> None:
    entry = command_entry(Command(1.25, CommandKind.SET_START, "left"))
    assert format_entry(entry) == b"1.25,0.0,command:set-start,left,\n"


@pytest.mark.parametrize("kind", CommandKind)
def test_r17_every_kind_of_command_comes_back(tmp_path: Path, kind: CommandKind) -> None:
    command = Command(0.1 + 0.2, kind, "right", "left")
    log = read_events(events_file(tmp_path, format_entry(command_entry(command))))
    assert log.commands == (command,)


REP = Rep(
    start_s=1.0,
    bottom_start_s=2.0,
    bottom_end_s=2.5,
    end_s=4.0,
    provisional_s=3.0,
    announced_s=None,
    depth_deg=24.1,
    counted=True,
    flags=("pulse",),
    metrics={"down_s": 1.5, "wobble_deg": None},
    missing={"wobble_deg": "no gyroscope"},
)
EVENTS: list[AnyEvent] = [
    RepEvent(
        time_s=4.1,
        side="left",
        rep_id=3,
        set_id=1,
        count=3,
        start_s=1.0,
        bottom_s=2.2,
        depth_deg=24.1,
    ),
    RepFinalEvent(time_s=4.5, side="left", rep_id=3, set_id=1, rep=REP),
    UndoEvent(time_s=5.0, side="left", rep_id=3, set_id=1, count=2),
    GapEvent(time_s=7.0, side="right", start_s=6.0, end_s=6.5, inferred=False),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_r17_announcements_come_back(tmp_path: Path, event: AnyEvent) -> None:
    write_recording(tmp_path / "r", [swinging(5)], events=[event])
    recording = read_recording(tmp_path / "r")
    assert [entry_event(entry) for entry in recording.log] == [event]
    assert recording.commands == ()


def test_r17_undo_that_was_told_is_not_an_undo_that_was_asked_for(tmp_path: Path) -> None:
    command = Command(5.0, CommandKind.UNDO, "left")
    write_recording(tmp_path / "r", [swinging(5)], commands=[command], events=EVENTS)
    recording = read_recording(tmp_path / "r")
    assert recording.commands == (command,)
    assert [event for entry in recording.log if (event := entry_event(entry))] == EVENTS


def test_r16_gap_has_a_duration() -> None:
    entry = event_entry(EVENTS[3])
    assert (entry.onset_s, entry.duration_s, entry.type) == (7.0, 0.5, "gap")


@pytest.mark.parametrize(
    "entry",
    [
        LogEntry(0.0, 0.0, "note", "", "free text"),
        LogEntry(0.0, 0.0, "rep", "left", "{}"),
        LogEntry(0.0, 0.0, "set", "left", msgspec.json.encode(EVENTS[0]).decode()),
    ],
)
def test_r16_entry_that_is_no_announcement_gives_none(entry: LogEntry) -> None:
    assert entry_event(entry) is None


def test_r16_torn_last_line_is_dropped_with_a_note(tmp_path: Path) -> None:
    whole = format_entry(command_entry(Command(1.0, CommandKind.ARM)))
    log = read_events(events_file(tmp_path, whole, whole[:-4]))
    assert len(log.commands) == 1
    assert log.notes == ("events.csv: the last line was torn and is left out",)


@pytest.mark.parametrize("content", [b"", b"onset_s,dura"])
def test_r16_file_without_a_line_holds_no_events(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(content)
    assert read_events(path).notes == ("events.csv: is empty",)


def test_r16_instants_of_bids_tools_are_read(tmp_path: Path) -> None:
    log = read_events(events_file(tmp_path, b"1,n/a,note,,x\n", b"2,,note,,y\n", b"\n"))
    assert [entry.duration_s for entry in log.entries] == [0.0, 0.0]


@pytest.mark.parametrize(
    "line",
    [
        b"1.0,0.0,command:arm\n",
        b"1.0,0.0,command:arm,,,\n",
        b"now,0.0,note,,\n",
        b"nan,0.0,note,,\n",
        b"1.0,inf,note,,\n",
        b'1.0,0.0,note,,"open\n',
        b"1.0,0.0,note,,\xff\n",
        b"1.0,0.0,command:jump,,\n",
        b"1.0,0.0,command:arm,middle,\n",
        b"1.0,0.0,note,," + b"x" * 200_000 + b"\n",
    ],
)
def test_r16_broken_line_is_refused_with_its_number(tmp_path: Path, line: bytes) -> None:
    good = format_entry(LogEntry(0.0, 0.0, "note", "", "a,b"))
    assert refusal(events_file(tmp_path, good, b"\n", line, good)).line == 4


def test_r17_command_of_a_newer_version_is_refused_with_the_advice_to_upgrade(
    tmp_path: Path,
) -> None:
    error = refusal(events_file(tmp_path, b"1.0,0.0,command:jump,,\n"))
    assert "Upgrade" in error.advice


def test_r16_other_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(b"onset,duration\n1,2\n")
    assert refusal(path).line == 1


def test_r16_recording_without_events_has_no_file(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(5)])
    assert not (tmp_path / "r" / "events.csv").exists()


def test_r16_note_on_the_file_is_a_note_of_the_recording(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(5)], events=EVENTS)
    path = tmp_path / "r" / "events.csv"
    path.write_bytes(path.read_bytes()[:-5])
    notes = read_recording(tmp_path / "r").notes
    assert notes == ("events.csv: the last line was torn and is left out",)


def test_r17_time_of_a_command_keeps_every_digit(tmp_path: Path) -> None:
    times = np.nextafter(1.0, 2.0) * np.array([1.0, 1e-9, 1e9])
    commands = [Command(float(time_s), CommandKind.ARM) for time_s in sorted(times)]
    write_recording(tmp_path / "r", [swinging(5)], commands=commands)
    assert list(read_recording(tmp_path / "r").commands) == commands
