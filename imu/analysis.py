"""`imu.analyze`: a recording in, a session out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from imu.errors import SettingsError
from imu.feed import commands_of, counted_streams, tracker_for
from imu.grid import Grid
from imu.orientation import CausalOrientation, CausalPoses, PoseChunk
from imu.rates import differs
from imu.recording import Recording, input_hash, read_recording
from imu.review import review
from imu.samples import Block, Mode, Session, Side
from imu.settings import Settings
from imu.signals import Signals, signals_of
from imu.targets import Targets
from imu.tilt import HingeFrame

_Trace = tuple[list[PoseChunk], list[tuple[int, HingeFrame]]]
"""Poses of one side, and its hinge frames, each from a grid index on."""

_Traces = Callable[[], dict[Side, _Trace]]
"""Works them out by side: only whoever wants signals pays for it."""


def analyze(
    path_or_recording: str | Path | Recording,
    settings: Settings | None = None,
    mode: Mode = "review",
) -> Session:
    """Count and measure the reps of one recording.

    Parameters
    ----------
    path_or_recording : a recording's folder, one ``*.imu.csv`` file (also ``.csv.gz``), or a
        recording that has been read already.
    settings : every threshold; the defaults are those of all published figures.
    mode : "review" counts with hindsight; "live" says what the causal counter says today.

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
    session, _ = _analyze(_read(path_or_recording), settings or Settings(), mode)
    return session


def analyze_with_signals(
    path_or_recording: str | Path | Recording,
    settings: Settings | None = None,
    mode: Mode = "review",
) -> tuple[Session, dict[Side, Signals]]:
    """As `analyze`, with tilt, frontal and transverse angle and phase at every instant.

    A side on which no hinge axis was found has no signals. In "live" mode the angles are those of
    the causal filter in the last frame that it found.
    """
    settings = settings or Settings()
    session, traces = _analyze(_read(path_or_recording), settings, mode)
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
            f"{recording.name}: session.json, plan, targets: {error}",
            "See the names and units in imu/targets.py",
        ) from error
    return msgspec.structs.replace(settings, targets=targets)


def _analyze(recording: Recording, settings: Settings, mode: Mode) -> tuple[Session, _Traces]:
    settings = with_targets(settings, recording)
    session, traces = (_review if mode == "review" else _live)(recording, settings)
    session = with_told_rates(session, recording)
    named = msgspec.structs.replace(
        session, recording=recording.name, input_hash=input_hash(recording)
    )
    return named, traces


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


def _review(recording: Recording, settings: Settings) -> tuple[Session, _Traces]:
    sides = (None, *recording.streams)  # one whose sensor never came has nothing to review
    commands = tuple(command for command in commands_of(recording) if command.side in sides)
    session, reviewed = review(_blocks(recording), commands, settings)
    return session, lambda: {side: (r.chunks, r.frames) for side, r in reviewed.items()}


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
