"""Tilt against a reference system: ours, and the bare filters' on the native samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imu.baseline import bare_up
from imu.counter.grid import Grid
from imu.counter.orientation import AcausalPoses, CausalOrientation, CausalPoses, PoseChunk, up_of
from imu.recording import Truth
from imu.samples import Block, Floats
from imu.settings import GridSettings
from imu.validation.model import TiltScore


@dataclass(frozen=True, slots=True)
class Track:
    """Up in the sensor frame, (n, 3) unit vectors at (n,) session times, s."""

    time_s: Floats
    up: Floats


def score_tilt(block: Block, truth: Truth, settings: GridSettings) -> TiltScore | None:
    """Score four estimates of the direction of gravity; None if no instant can be scored.

    Inclination error is the angle between true and estimated up in the sensor frame. Heading is no
    part of it: without a magnetometer it is not known.
    """
    live = CausalPoses(Grid(settings), CausalOrientation(settings.rate_hz)).push(block)[0]
    review = AcausalPoses(block, settings).chunks
    tracks = (
        _track(live, settings.rate_hz),
        Track(block.time_s, bare_up(block, offline=False)),
        _track(review, settings.rate_hz),
        Track(block.time_s, bare_up(block, offline=True)),
    )
    scored = truth.movement & np.isfinite(truth.quat).all(axis=1)
    for track in tracks:
        scored &= _is_covered(track, truth.time_s, settings.bridge_s)
    if not scored.any():
        return None
    when, up = truth.time_s[scored], up_of(truth.quat[scored])
    live_deg, bare_live_deg, review_deg, bare_review_deg = (
        rms(inclination_error_deg(_at(track, when), up)) for track in tracks
    )
    return TiltScore(
        samples=int(scored.sum()),
        live_deg=live_deg,
        bare_live_deg=bare_live_deg,
        review_deg=review_deg,
        bare_review_deg=bare_review_deg,
    )


def inclination_error_deg(first: Floats, second: Floats) -> Floats:
    """Angle between (n, 3) vectors, degrees, (n,). Exact for small angles, unlike an arc cosine."""
    across = np.linalg.norm(np.cross(first, second), axis=1)
    return np.degrees(np.arctan2(across, np.sum(first * second, axis=1)))


def rms(values: Floats) -> float:
    """Root mean square of (n,) values."""
    return float(np.sqrt(np.mean(values * values)))


def _track(chunks: list[PoseChunk], rate_hz: int) -> Track:
    if not chunks:
        return Track(np.zeros(0), np.zeros((0, 3)))
    index = np.concatenate([c.first + np.arange(len(c.poses)) for c in chunks])
    return Track(index / rate_hz, np.concatenate([c.poses[:, :3] for c in chunks]))


def _is_covered(track: Track, when: Floats, bridge_s: float) -> NDArray[np.bool_]:
    """Which of the instants lie between two estimates that are no hole apart."""
    if len(track.time_s) < 2:
        return np.zeros(len(when), dtype=np.bool_)
    after = np.clip(np.searchsorted(track.time_s, when), 1, len(track.time_s) - 1)
    low, high = track.time_s[after - 1], track.time_s[after]
    return (low <= when) & (when <= high) & (high - low <= bridge_s)


def _at(track: Track, when: Floats) -> Floats:
    """(m, 3) up at some instants: along the chord, which between samples is as good as the arc."""
    columns = [np.interp(when, track.time_s, track.up[:, axis]) for axis in range(3)]
    return np.column_stack(columns)
