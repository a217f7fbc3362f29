"""One recording in, its scores out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from imu.analysis import analyze
from imu.baseline import baseline_bottoms_s
from imu.counter.legchange import first_leg
from imu.recording import Recording, plain_labels, read_recording
from imu.samples import Session, SideResult
from imu.settings import Settings
from imu.validation.counts import span_reasons
from imu.validation.errors import errors_of, is_exact, rep_errors
from imu.validation.inclination import score_tilt
from imu.validation.model import (
    CountScore,
    Method,
    MethodScore,
    RecordingScore,
    RepError,
    SideScore,
    TiltScore,
)
from imu.validation.windows import (
    Windows,
    bottom_of,
    counted_reps,
    judge_count,
    missed_reasons,
    rejected_reasons,
    windows_of,
)

_DIGITS = 12


def score_recording(
    path_or_recording: str | Path | Recording, settings: Settings | None = None
) -> RecordingScore:
    """Score one recording: counted live, in review and by the public baseline, against its truth.

    Parameters
    ----------
    path_or_recording : as for `imu.analyze`.
    settings : every threshold; the defaults are those of all published figures.

    Raises
    ------
    RecordingError : the recording cannot be read.
    """
    recording = (
        path_or_recording
        if isinstance(path_or_recording, Recording)
        else read_recording(Path(path_or_recording))
    )
    settings = settings or Settings()
    review = analyze(recording, settings, "review", edits=False)
    live = analyze(recording, settings, "live")
    tilt, notes = _tilt(recording, settings)
    labels = recording.labels
    return RecordingScore(
        recording=recording.name,
        input_hash=review.input_hash,
        truth_hash=truth_hash(recording),
        simulated=is_simulated(recording),
        exercise=recording.session.exercise or "",
        quality=labels.quality if labels else "",
        exhaustive=labels is not None and labels.exhaustive,
        labels_for_both=labels is not None
        and any(span.side == "both" for span in (*labels.reps, *labels.sets)),
        duration_s=review.duration_s,
        sensors=1 if first_leg(recording.commands) else len(recording.streams),
        sides={
            side: _score_side(recording, side, (review, live), settings) for side in _sides(review)
        },
        tilt=tilt,
        notes=(*recording.notes, *notes),
    )


def is_simulated(recording: Recording) -> bool:
    """Whether a simulator made the recording.

    It says so in ``session.json`` (a field ``simulated``, or exercise or notes that begin with the
    word) or in the quality of its labels. One sign is enough: a simulated recording among the real
    ones would be a lie, a real one among the simulated ones only a pity.
    """
    session, labels = recording.session, recording.labels
    words = (session.exercise or "", session.notes, labels.quality if labels else "")
    return bool(session.extra.get("simulated")) or any(
        text.lower().startswith("simulated") for text in words
    )


def truth_hash(recording: Recording) -> str:
    """12 hex digits over labels and reference orientation; "" without either."""
    if recording.labels is None and recording.truth is None:
        return ""
    labels = recording.labels
    plain = None if labels is None else plain_labels(labels)
    digest = hashlib.sha256(msgspec.json.encode(plain))
    if recording.truth is not None:
        truth = recording.truth
        for values in (truth.time_s, truth.quat, truth.movement):
            digest.update(values.tobytes())
    return digest.hexdigest()[:_DIGITS]


def _sides(session: Session) -> list[str]:
    """The sides to score. One that was named during the session leaves "unknown" empty behind."""
    return [
        side
        for side, result in session.sides.items()
        if side != "unknown" or len(session.sides) == 1 or result.sets
    ]


def _score_side(
    recording: Recording, side: str, sessions: Sequence[Session], settings: Settings
) -> SideScore:
    streams = {str(name): stream.block for name, stream in recording.streams.items()}
    block = streams.get(side)
    start_s = recording.start_s if block is None else float(block.time_s[0])
    end_s = recording.end_s if block is None else float(block.time_s[-1])
    windows = windows_of(recording.labels, side, start_s, end_s)
    methods: dict[Method, MethodScore] = {
        session.mode: _score_counter(recording, session, side, windows, settings)
        for session in sessions
    }
    if block is not None:
        methods["baseline"] = judge_count(baseline_bottoms_s(block).tolist(), windows)
    return SideScore(
        labelled=None if windows.wanted is None else len(windows.wanted),
        partial=len(windows.partial),
        outside_s=windows.outside_s,
        health=tuple(finding.code for finding in sessions[0].sides[side].health),
        methods=methods,
    )


def _score_counter(
    recording: Recording, session: Session, side: str, windows: Windows, settings: Settings
) -> MethodScore:
    result = session.sides[side]
    errors: tuple[RepError, ...] = ()
    if is_exact(recording.labels):
        commands = [c for c in recording.commands if c.side in (None, side)]
        due = "never" if session.mode == "review" else settings.announce_at
        errors = rep_errors(result, windows, commands, due)
    score = judge_count([bottom_of(rep) for rep in counted_reps(result)], windows)
    return msgspec.structs.replace(
        score,
        counts=_with_reasons(score.counts, result),
        missed=missed_reasons(result, windows),
        rejected=rejected_reasons(result),
        errors=errors,
        summary=errors_of(errors),
    )


def _with_reasons(counts: CountScore | None, result: SideResult) -> CountScore | None:
    """The same, each set with the reasons for which movements in it were refused."""
    if counts is None:
        return None
    sets = tuple(
        msgspec.structs.replace(score, refused=span_reasons(result, score)) for score in counts.sets
    )
    return msgspec.structs.replace(counts, sets=sets)


def _tilt(recording: Recording, settings: Settings) -> tuple[TiltScore | None, tuple[str, ...]]:
    if recording.truth is None:
        return None, ()
    if len(recording.streams) != 1:
        return None, ("truth.csv names no sensor and there are several: tilt is not scored",)
    (stream,) = recording.streams.values()
    tilt = score_tilt(stream.block, recording.truth, settings.grid)
    if tilt is None:
        return None, ("truth.csv marks no instant at which tilt could be scored",)
    return tilt, ()
