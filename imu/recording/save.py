"""Writing a whole recording in one go: for importers, the simulator and copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from imu.events import AnyEvent
from imu.recording.eventlog import LogEntry, command_entry, event_entry
from imu.recording.folder import RecordingFolder
from imu.recording.labels import Labels, write_labels
from imu.recording.layout import LABELS_FILE, TRUTH_FILE
from imu.recording.place import cannot_write
from imu.recording.session import SessionMeta
from imu.recording.sidecar import Sidecar
from imu.recording.truth import Truth, write_truth
from imu.samples import Block, Command, Side

_ROWS_PER_SYNC = 100_000
_NO_LIMIT = 1 << 62


def write_recording(
    path: Path | str,
    blocks: Iterable[Block],
    *,
    meta: SessionMeta | None = None,
    commands: Iterable[Command] = (),
    events: Iterable[AnyEvent | LogEntry] = (),
    sidecars: Mapping[Side, Sidecar] | None = None,
    labels: Labels | None = None,
    truth: Truth | None = None,
) -> None:
    """Write a complete recording. Blocks of different sides may come in any interleaving.

    Raises
    ------
    RecordingError : something is at `path` already, or it cannot be written (what was written so
        far stays there, marked as not complete).
    """
    folder = RecordingFolder(Path(path), meta or SessionMeta(), _NO_LIMIT)
    try:
        for side, sidecar in (sidecars or {}).items():
            folder.set_sidecar(side, sidecar)
        _write_blocks(folder, blocks)
        for command in commands:
            folder.add_entry(command_entry(command))
        for event in events:
            folder.add_entry(event if isinstance(event, LogEntry) else event_entry(event))
        if labels is not None:
            write_labels(folder.path / LABELS_FILE, labels)
        if truth is not None:
            write_truth(folder.path / TRUTH_FILE, truth)
        folder.finish()
    except OSError as error:
        raise cannot_write(folder.path, error) from error
    finally:
        folder.close()


def _write_blocks(folder: RecordingFolder, blocks: Iterable[Block]) -> None:
    """Write blocks, and sync now and then, as bytes stay in memory until they are synced."""
    rows = 0
    for block in blocks:
        folder.add_block(block)
        rows += len(block)
        if rows >= _ROWS_PER_SYNC:
            folder.flush()
            folder.sync()
            rows = 0
