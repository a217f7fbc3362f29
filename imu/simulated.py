"""Simulated sessions as recordings: samples, commands and exact truth in the usual files.

Whatever reads recordings reads these too, so they say what they are in three places: the folder's
name, ``session.json`` (`exercise`, `notes` and a field `simulated`) and the quality of the labels.
"""

from __future__ import annotations

import gzip
import math
from pathlib import Path
from typing import Any, Literal

import msgspec

from imu.errors import RecordingError
from imu.recording import (
    Labels,
    LogEntry,
    Recording,
    RecordingWriter,
    SessionMeta,
    Sidecar,
    Stream,
    Truth,
    round_block,
    write_recording,
)
from imu.samples import SIDES, STANDARD_GRAVITY_M_S2, Block, Side
from imu.simulator import Foil, Plan, Radio, SetPlan, SimulatedSession, random_plan, routine
from imu.simulator import simulate as play
from imu.simulator.plan import BAND, Activity, Working, replace
from imu.version import __version__

Sensors = Literal["right", "left", "both"]
"""The thighs that carry a sensor."""

EXERCISE = "simulated kickstand hinge"
"""What ``session.json`` calls the exercise of a simulated recording."""

USUAL = "usual"
"""Name of the sessions that `usual_plan` makes, beside the names of the strata."""

_LEGS: dict[Sensors, tuple[Literal["right", "left"], ...]] = {
    "right": ("right",),
    "left": ("left",),
    "both": ("right", "left"),
}


def usual_plan(
    sensors: Sensors = "right",
    sets: int = 2,
    shape: SetPlan | None = None,
    *,
    rest_s: float = 25.0,
    band: bool = False,
) -> Plan:
    """The usual session: walk in, then `sets` sets on each leg with a sensor.

    Parameters
    ----------
    sensors : the thighs that carry a sensor; these legs work, the right one first.
    sets : sets on each of them.
    shape : what every set is like, but for its side; None for eight ordinary hinges.
    rest_s : rest between two sets, s.
    band : whether the person bends down before the first set, to loop a band round the foot.
    """
    legs: tuple[Working, ...] = _LEGS[sensors]
    activities = routine(legs, sets, shape or SetPlan(), rest_s)
    if not band:
        activities = tuple(activity for activity in activities if activity != BAND)
    ending: tuple[Activity, ...] = (Foil(kind="walk", duration_s=4.0), Foil(kind="quiet"))
    return Plan(
        activities=(*activities[:-2], *ending),  # nobody rests after the last set
        sensors=_LEGS[sensors],
        note=USUAL,
    )


def plan_of(stratum: str, seed: int) -> Plan:
    """The random plan of a stratum.

    Raises
    ------
    UsageError : there is no such stratum; the message names those that there are.
    """
    return random_plan(seed, stratum)


def at_rate(plan: Plan, rate_hz: float) -> Plan:
    """The same plan with sensors of this nominal rate, Hz."""
    radios: dict[str, Radio] = {
        side: replace(radio, rate_hz=rate_hz) for side, radio in plan.radios.items()
    }
    return replace(plan, radio=replace(plan.radio, rate_hz=rate_hz), radios=radios)


def write_simulated(path: Path, plan: Plan, seed: int, *, zipped: bool = False) -> SimulatedSession:
    """Play a plan and write it as a recording. The same plan and seed give the same files.

    Parameters
    ----------
    path : the folder to make.
    plan, seed : as for `imu.simulator.simulate`.
    zipped : write ``.imu.csv.gz``, which is less than half as long.

    Raises
    ------
    UsageError : a plan that cannot be played.
    RecordingError : something is at `path` already, or it cannot be written.
    """
    session = play(plan, seed)
    blocks = _blocks(session)
    write_recording(
        path,
        blocks,
        meta=_meta(session),
        commands=session.commands,
        events=_happenings(session),
        sidecars=_sidecars(session),
        labels=msgspec.convert(session.labels, Labels),
        truth=_truth(session, blocks),
    )
    if zipped:
        _zip(path, [f"{block.side}.imu.csv" for block in blocks])
    return session


def recording_of(session: SimulatedSession, name: str, note: str) -> Recording:
    """A simulated session as if it had been written and read again, but for files.

    Parameters
    ----------
    session : what was simulated.
    name : what the recording is called.
    note : a sentence on it, for a person.
    """
    sidecars = _sidecars(session)
    return Recording(
        name=name,
        path=Path(name),
        session=_meta(session),
        streams={block.side: Stream(block, sidecars[block.side]) for block in _blocks(session)},
        commands=session.commands,
        labels=msgspec.convert(session.labels, Labels),
        notes=(note,),
    )


def recorder_for(session: SimulatedSession, path: Path) -> RecordingWriter:
    """Record a simulated session as a live one is recorded; it says what it is all the same.

    Raises
    ------
    RecordingError : something is at `path` already, or it cannot be written.
    """
    return RecordingWriter(path, _meta(session), sidecars=_sidecars(session))


def _blocks(session: SimulatedSession) -> list[Block]:
    return [round_block(session.blocks[side]) for side in SIDES if side in session.blocks]


def _meta(session: SimulatedSession) -> SessionMeta:
    plan, seed = session.plan, session.seed
    sides: tuple[Side, ...] = tuple(side for side in SIDES if side in session.blocks)
    return SessionMeta(
        exercise=EXERCISE,
        sides=sides,
        plan=msgspec.to_builtins(plan),
        notes=f"Simulated ({plan.note or 'own plan'}, seed {seed}): nobody wore these sensors.",
        versions={"kickstand": __version__},
        extra={"simulated": {"seed": seed, "stratum": plan.note}},
    )


def _happenings(session: SimulatedSession) -> list[LogEntry]:
    """What the simulated person did, as events of a type of their own, in order of time."""
    sets = [(s.start_s, s.end_s, "set", s.side) for s in session.truth.sets]
    foils = [(foil.start_s, foil.end_s, foil.kind, "") for foil in session.truth.foils]
    return [
        LogEntry(round(start, 4), round(end - start, 4), f"simulated:{kind}", _event_side(side))
        for start, end, kind, side in sorted(sets + foils)
    ]


def _event_side(side: str) -> str:
    return "" if side == "both" else side


def _sidecars(session: SimulatedSession) -> dict[Side, Sidecar]:
    return {side: _sidecar(session.plan, side) for side in SIDES if side in session.blocks}


def _sidecar(plan: Plan, side: Side) -> Sidecar:
    link = plan.link(side if side in plan.sensors else plan.sensors[0])
    return Sidecar(
        sampling_frequency=link.rate_hz,
        tracked_point=f"{side}_thigh",
        manufacturer="simulated",
        manufacturers_model_name="simulated sensor",
        software_versions=__version__,
        accelerometer_range=round(plan.sensor.acc_range_g * STANDARD_GRAVITY_M_S2, 3),
        gyroscope_range=round(math.radians(plan.sensor.gyr_range_deg_s), 4),
    )


def _truth(session: SimulatedSession, blocks: list[Block]) -> Truth | None:
    """True orientation at the samples that arrived; None for two streams (it names no side)."""
    if len(blocks) != 1:
        return None
    (block,) = blocks
    trace = session.truth.traces[block.side]
    taken = slice(None) if block.seq is None else block.seq
    return Truth(block.time_s, trace.quaternion[taken], block.time_s >= 0.0)


def _zip(folder: Path, names: list[str]) -> None:
    """Put ``.csv.gz`` in the place of ``.csv``; never are both there under names that are read."""
    try:
        for name in names:
            plain, waiting = folder / name, folder / f".{name}.gz"
            waiting.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
            plain.unlink()
            waiting.rename(folder / f"{name}.gz")
    except OSError as error:
        advice = "Free some space, or name another folder after -o"
        raise RecordingError(folder, f"cannot be zipped ({error.strerror})", advice) from error


def facts_of(path: Path, session: SimulatedSession) -> dict[str, Any]:
    """What is worth telling about a recording that was just written, as plain JSON values."""
    return {
        "recording": path.name,
        "path": str(path),
        "seed": session.seed,
        "stratum": session.plan.note,
        "duration_s": session.duration_s,
        "sides": [side for side in SIDES if side in session.blocks],
        "sets": len(session.truth.sets),
        "reps": len(session.labels["reps"]),
    }
