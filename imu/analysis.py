"""`imu.analyze`: a recording in, a session out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from imu.counter.grid import Grid
from imu.counter.orientation import CausalOrientation, CausalPoses, PoseChunk
from imu.counter.rates import differs
from imu.counter.review import ReviewedSide, review
from imu.counter.tilt import HingeFrame
from imu.edits import Applied, Motion, apply, motion_of
from imu.errors import SettingsError
from imu.feed import commands_of, counted_streams, tracker_for
from imu.recording import Edit, Recording, input_hash, read_recording
from imu.samples import Block, CommandKind, Mode, Session, Side
from imu.settings import Settings
from imu.signals import Signals, signals_of
from imu.targets import Aims, Targets

_Trace = tuple[list[PoseChunk], list[tuple[int, HingeFrame]]]
"""Poses of one side, and its hinge frames, each from a grid index on."""

_Traces = Callable[[], dict[Side, _Trace]]
"""Works them out by side: only whoever wants signals pays for it."""


def analyze(
    path_or_recording: str | Path | Recording,
    settings: Settings | None = None,
    mode: Mode = "review",
    *,
    edits: bool = True,
) -> Session:
    """Count and measure the reps of one recording.

    Parameters
    ----------
    path_or_recording : a recording's folder, one ``*.imu.csv`` file (also ``.csv.gz``), or a
        recording that has been read already.
    settings : every threshold; the defaults are those of all published figures.
    mode : "review" counts with hindsight; "live" says what the causal counter says today.
    edits : whether a person's corrections (``edits.json``) are applied to what review finds.

    Returns
    -------
    Session : sets, reps with metrics, rejected movements with reasons, gaps and health, by side.
        Times in s of session time, angles in degrees. ``msgspec.json.encode`` gives the documented
        JSON.

    Raises
    ------
    RecordingError : the recording cannot be read; the message names file and line.

    Examples
    --------
    >>> import imu
    >>> session = imu.analyze("recordings/simulated_right")
    >>> session.sides["right"].count
    10
    """
    session, _ = _analyze(_read(path_or_recording), settings or Settings(), mode, edits)
    return session


def analyze_with_signals(
    path_or_recording: str | Path | Recording,
    settings: Settings | None = None,
    mode: Mode = "review",
    *,
    edits: bool = True,
) -> tuple[Session, dict[Side, Signals]]:
    """As `analyze`, with tilt, frontal and transverse angle and phase at every instant.

    A side on which no hinge axis was found has no signals. In "live" mode the angles are those of
    the causal filter in the last frame that it found.
    """
    settings = settings or Settings()
    session, traces = _analyze(_read(path_or_recording), settings, mode, edits)
    found: dict[Side, Signals | None] = {
        side: signals_of(chunks, frames, session.sides[side], settings.grid.rate_hz)
        for side, (chunks, frames) in traces().items()
        if side in session.sides
    }
    return session, {side: signals for side, signals in found.items() if signals is not None}


def _read(path_or_recording: str | Path | Recording) -> Recording:
    if isinstance(path_or_recording, Recording):
        return path_or_recording
    return read_recording(Path(path_or_recording))


def with_targets(settings: Settings, recording: Recording) -> Settings:
    """The settings with the targets of the recording's plan, unless they have their own.

    Raises
    ------
    SettingsError : the plan's targets cannot be understood.
    """
    plan = recording.session.plan
    if settings.targets is not msgspec.UNSET or not isinstance(plan, dict) or "targets" not in plan:
        return settings
    try:
        targets = msgspec.convert(plan["targets"], Targets)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"{recording.name}: session.json, plan, targets: has a wrong value ({error})",
            "See the names and units in imu/targets.py",
        ) from error
    return msgspec.structs.replace(settings, targets=targets)


def _analyze(
    recording: Recording, settings: Settings, mode: Mode, edits: bool
) -> tuple[Session, _Traces]:
    settings = with_targets(settings, recording)
    if mode == "live":
        session, traces = _live(recording, settings)
        return _named(session, recording), traces
    found = reviewed(recording, settings)
    session = found.edited(recording.edits).session if edits else found.session
    return session, lambda: {side: (r.chunks, r.frames) for side, r in found.sides.items()}


@dataclass(frozen=True)
class Reviewed:
    """A recording that was counted with hindsight, ready to be corrected again and again.

    Attributes
    ----------
    recording, settings : what was counted, and how (the plan's targets included).
    session : what was found, without any correction.
    sides : poses and frames of each stream.
    """

    recording: Recording
    settings: Settings
    session: Session
    sides: dict[Side, ReviewedSide]

    @cached_property
    def motions(self) -> dict[Side, Motion]:
        """How each thigh moved, by stream; one without a hinge axis is not there."""
        found: dict[Side, Motion] = {}
        for side, one in self.sides.items():
            motion = motion_of(side, one, self.settings)
            if motion is not None:
                found[side] = motion
        return found

    def edited(self, edits: Sequence[Edit]) -> Applied:
        """The session with corrections, in a moment: nothing is counted again."""
        if not edits:
            return Applied(self.session, {})
        aims = Aims(self.settings.targets, [])
        for command in self.recording.commands:
            if command.kind is CommandKind.TARGETS:
                aims.tell(command.time_s, command.value)
        return apply(self.session, edits, self.motions, self.settings, aims)


def reviewed(recording: Recording, settings: Settings | None = None) -> Reviewed:
    """Count a recording with hindsight, without corrections.

    Raises
    ------
    SettingsError : the plan's targets cannot be understood.
    """
    settings = with_targets(settings or Settings(), recording)
    session, sides = _review(recording, settings)
    return Reviewed(recording, settings, _named(session, recording), sides)


def _named(session: Session, recording: Recording) -> Session:
    session = with_told_rates(session, recording)
    return msgspec.structs.replace(
        session, recording=recording.name, input_hash=input_hash(recording)
    )


def with_told_rates(session: Session, recording: Recording) -> Session:
    """The session with what is to be said of sensors that state another rate than they have."""
    sides = dict(session.sides)
    for side, stream in recording.streams.items():
        told = stream.sidecar.sampling_frequency if stream.sidecar else None
        found = differs(sides[side].rate_hz, told) if side in sides else []
        if found:
            health = (*sides[side].health, *found)
            sides[side] = msgspec.structs.replace(sides[side], health=health)
    return msgspec.structs.replace(session, sides=sides)


def _review(recording: Recording, settings: Settings) -> tuple[Session, dict[Side, ReviewedSide]]:
    sides = (None, *recording.streams)  # one whose sensor never came has nothing to review
    commands = tuple(command for command in commands_of(recording) if command.side in sides)
    return review(_blocks(recording), commands, settings)


def _live(recording: Recording, settings: Settings) -> tuple[Session, _Traces]:
    tracker = tracker_for(recording, settings)
    blocks = _blocks(recording)
    session = tracker.feed_all(blocks, commands_of(recording), "live")
    return session, lambda: {
        side: _causal(block, settings, tracker.glimpse(side).frame)
        for side, block in blocks.items()
    }


def _blocks(recording: Recording) -> dict[Side, Block]:
    return {side: stream.block for side, stream in counted_streams(recording).items()}


def _causal(block: Block, settings: Settings, frame: HingeFrame | None) -> _Trace:
    source = CausalPoses(Grid(settings.grid), CausalOrientation(settings.grid.rate_hz))
    chunks, _ = source.push(block)
    return chunks, [(chunks[0].first, frame)] if frame else []
