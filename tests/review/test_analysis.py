"""`imu.analyze`: whatever is handed in, the documented session comes out, with its signals."""

from __future__ import annotations

import doctest
import gzip
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

import imu
import imu.analysis
from imu.analysis import analyze, analyze_with_signals
from imu.errors import RecordingError
from imu.recording import read_recording, write_recording
from imu.samples import Command, CommandKind, Mode
from imu.settings import METRICS_VERSION, RepSettings, Settings, settings_hash
from imu.version import __version__
from tests.hinges import hinges, in_a_row, recording
from tests.review.sessions import recording_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "recordings" / "simulated_right"
BOTH = ROOT / "recordings" / "simulated_left-right"


# -- what goes in --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["review", "live"])
def test_path_text_and_recording_give_the_same(mode: Mode) -> None:
    of_path = analyze(SAMPLE, mode=mode)
    assert analyze(str(SAMPLE), mode=mode) == of_path
    assert analyze(read_recording(SAMPLE), mode=mode) == of_path
    assert analyze(SAMPLE / "session.json", mode=mode) == of_path


def test_a_single_file_is_a_recording() -> None:
    session = analyze(SAMPLE / "right.imu.csv.gz")
    assert session.recording == "right.imu.csv.gz"
    assert session.sides["right"].count == 10


def test_the_example_of_the_documentation_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    results = doctest.testmod(imu.analysis, raise_on_error=False)
    assert results.attempted >= 3
    assert results.failed == 0


def test_the_package_offers_it() -> None:
    assert imu.analyze is analyze
    assert imu.analyze_with_signals is analyze_with_signals


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="nowhere"):
        analyze(tmp_path / "nowhere")


# -- what comes out ------------------------------------------------------------------------------

SESSION_KEYS = [
    *(
        "schema_version",
        "recording",
        "mode",
        "version",
        "metrics_version",
        "settings_hash",
        "input_hash",
    ),
    *("duration_s", "sides"),
]
SIDE_KEYS = ["samples", "rate_hz", "gaps", "health", "sets", "rejected"]
REP_KEYS = [
    *("start_s", "bottom_start_s", "bottom_end_s", "end_s", "provisional_s", "announced_s"),
    *("depth_deg", "counted", "flags", "metrics"),
]


def json_of(path: Path, mode: Mode = "review") -> dict[str, Any]:
    """Give a session as plain JSON values."""
    return msgspec.json.decode(msgspec.json.encode(analyze(path, mode=mode)))


@pytest.mark.parametrize("mode", ["review", "live"])
def test_the_json_is_the_documented_one(mode: Mode) -> None:
    session = json_of(BOTH, mode)
    assert list(session) == SESSION_KEYS
    assert session["schema_version"] == 1
    assert session["recording"] == "simulated_left-right"
    assert session["mode"] == mode
    assert session["version"] == __version__
    assert session["metrics_version"] == METRICS_VERSION
    assert session["settings_hash"] == settings_hash(Settings())
    assert list(session["sides"]) == ["left", "right"]
    for side in session["sides"].values():
        assert list(side) == SIDE_KEYS
        assert side["samples"] > 4000
        assert side["rate_hz"] == pytest.approx(50.0, rel=0.01)
        assert {key for one in side["rejected"] for key in one} >= {"start_s", "end_s", "reason"}
        for one in side["sets"]:
            assert {"start_s", "end_s", "reps"} <= set(one)
            for rep in one["reps"]:
                assert list(rep)[: len(REP_KEYS)] == REP_KEYS
                missing = {name for name, value in rep["metrics"].items() if value is None}
                assert missing == set(rep["missing"])


def test_gaps_and_health_are_told() -> None:
    block = hinges(in_a_row(4), 60.0, hole_s=(30.0, 31.5))
    off = replace(block, acc_m_s2=block.acc_m_s2 * 1.35)
    side = analyze(recording(off)).sides["right"]
    ((gap),) = side.gaps
    assert (gap.start_s, gap.end_s) == pytest.approx((29.99, 31.51))
    assert not gap.inferred
    assert "accelerometer-offset" in [finding.code for finding in side.health]
    assert side.count == 4


def test_live_announces_and_review_does_not_pretend_to() -> None:
    live = analyze(SAMPLE, mode="live").sides["right"].sets[0]
    told = [rep.announced_s for rep in live.reps if rep.announced_s is not None]
    assert len(told) == 10
    assert all(a > rep.bottom_end_s for a, rep in zip(told, live.reps, strict=True))


def test_sides_without_movement_are_there_too() -> None:
    blocks = hinges(in_a_row(4), 20.0), hinges([], 20.0, side="left")
    session = analyze(recording(*blocks))
    assert {side: result.count for side, result in session.sides.items()} == {
        "right": 4,
        "left": 0,
    }


# -- names of input and settings -----------------------------------------------------------------


def test_the_settings_hash_names_every_setting() -> None:
    changes = (
        Settings(announce_at="bottom"),
        Settings(reps=RepSettings(min_depth_deg=6.5)),
        Settings(reps=RepSettings(min_depth_deg=7.0)),
    )
    hashes = {analyze(SAMPLE, one).settings_hash for one in (Settings(), *changes)}
    assert len(hashes) == 4
    assert analyze(SAMPLE, Settings(reps=RepSettings())).settings_hash == settings_hash(Settings())


def test_settings_are_heeded() -> None:
    deep = Settings(reps=RepSettings(min_depth_deg=40.0))
    assert analyze(SAMPLE, deep).sides["right"].count == 0
    assert analyze(SAMPLE, deep, "live").sides["right"].count == 0


def test_zipping_does_not_change_the_input_hash(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "plain")
    packed = tmp_path / "plain" / "right.imu.csv.gz"
    (tmp_path / "plain" / "right.imu.csv").write_bytes(gzip.decompress(packed.read_bytes()))
    packed.unlink()
    plain, zipped = analyze(tmp_path / "plain"), analyze(SAMPLE)
    assert plain.input_hash == zipped.input_hash
    assert plain.sides == zipped.sides


def test_samples_and_commands_change_the_input_hash(tmp_path: Path) -> None:
    block = hinges(in_a_row(3), 12.0)
    acc = block.acc_m_s2.copy()
    acc[100, 0] += 1e-5
    undo = Command(11.0, CommandKind.UNDO)
    write_recording(tmp_path / "a", [block])
    write_recording(tmp_path / "b", [replace(block, acc_m_s2=acc)])
    write_recording(tmp_path / "c", [block], commands=[undo])
    assert len({analyze(tmp_path / name).input_hash for name in "abc"}) == 3


# -- signals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["review", "live"])
def test_signals_come_with_the_same_session(mode: Mode) -> None:
    session, signals = analyze_with_signals(SAMPLE, mode=mode)
    assert session == analyze(SAMPLE, mode=mode)
    assert list(signals) == ["right"]


@pytest.mark.parametrize("mode", ["review", "live"])
def test_tilt_is_the_depth_of_the_reps(mode: Mode) -> None:
    starts = in_a_row(5)
    session, signals = analyze_with_signals(recording(hinges(starts, 22.0)), mode=mode)
    traces = signals["right"]
    (one,) = session.sides["right"].sets
    for rep in one.reps:
        inside = (traces.time_s >= rep.start_s) & (traces.time_s <= rep.end_s)
        top = traces.tilt_deg[np.searchsorted(traces.time_s, rep.start_s)]
        assert np.max(traces.tilt_deg[inside]) - top == pytest.approx(
            rep.depth_deg * 0.95, abs=0.08 * rep.depth_deg
        )
        deepest_s = traces.time_s[inside][np.argmax(traces.tilt_deg[inside])]
        assert rep.bottom_start_s - 0.02 <= deepest_s <= rep.bottom_end_s + 0.02
    still = traces.time_s < 1.8
    assert np.max(np.abs(traces.tilt_deg[still])) < 1.0
    assert np.max(np.abs(traces.frontal_deg)) < 2.0
    assert np.max(np.abs(traces.transverse_deg)) < 2.0


def test_phases_follow_the_reps() -> None:
    session, signals = analyze_with_signals(SAMPLE)
    traces = signals["right"]
    (one,) = session.sides["right"].sets
    before, after = traces.time_s < one.start_s, traces.time_s > one.end_s
    assert set(traces.phase[before | after]) == {""}
    assert set(traces.phase[~(before | after)]) == {"top", "eccentric", "bottom", "concentric"}
    for rep in one.reps:
        middles = (
            ("eccentric", (rep.start_s + rep.bottom_start_s) / 2),
            ("bottom", (rep.bottom_start_s + rep.bottom_end_s) / 2),
            ("concentric", (rep.bottom_end_s + rep.end_s) / 2),
        )
        for phase, time_s in middles:
            assert traces.phase[np.searchsorted(traces.time_s, time_s)] == phase
    for rep, following in zip(one.reps[:-1], one.reps[1:], strict=True):
        between = (traces.time_s > rep.end_s) & (traces.time_s < following.start_s)
        assert set(traces.phase[between]) <= {"top"}


@pytest.mark.parametrize("mode", ["review", "live"])
def test_holes_stay_holes(mode: Mode) -> None:
    block = hinges(in_a_row(4), 30.0, hole_s=(20.0, 22.0))
    _, signals = analyze_with_signals(recording(block), mode=mode)
    traces = signals["right"]
    steps = np.diff(traces.time_s)
    assert np.sum(steps > 0.0101) == 1
    hole = int(np.argmax(steps))
    assert traces.time_s[hole] == pytest.approx(20.0, abs=0.03)
    assert traces.time_s[hole + 1] == pytest.approx(22.0, abs=0.03)
    for values in (traces.tilt_deg, traces.frontal_deg, traces.transverse_deg):
        assert values.shape == traces.time_s.shape
        assert np.isfinite(values).all()


def test_turning_slowly_on_the_spot_is_no_turn_of_the_thigh() -> None:
    """Without a magnetometer it cannot be told from drift of the gyroscope."""
    block = hinges(in_a_row(4), 60.0)
    rate = 2.0 * np.pi / 60.0
    turning = block.gyr_rad_s.copy()
    turning[:, 0] += np.radians(90.0) * rate * np.cos(rate * block.time_s)  # 90 degrees, and back
    _, signals = analyze_with_signals(recording(replace(block, gyr_rad_s=turning)))
    inner = np.abs(signals["right"].time_s - 30.0) < 25.0
    assert np.max(np.abs(signals["right"].transverse_deg[inner])) < 25.0


def test_tilt_is_told_in_the_frame_of_its_own_set() -> None:
    """The sensor was turned by 30 degrees between two sets: either tall pose is 0 degrees."""
    first, second = hinges(in_a_row(4), 20.0), hinges(in_a_row(4, first_s=44.0), 36.0, first_s=24.0)
    c, s = np.cos(np.radians(30.0)), np.sin(np.radians(30.0))
    turn = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    block = replace(
        first,
        time_s=np.concatenate([first.time_s, second.time_s]),
        acc_m_s2=np.concatenate([first.acc_m_s2, second.acc_m_s2 @ turn.T]),
        gyr_rad_s=np.concatenate([first.gyr_rad_s, second.gyr_rad_s @ turn.T]),
        seq=None,
    )
    moved = Command(22.0, CommandKind.SENSOR_MOVED, "right")
    session, signals = analyze_with_signals(recording(block, commands=[moved]))
    assert [one.count for one in session.sides["right"].sets] == [4, 4]
    traces = signals["right"]
    for from_s, to_s in ((1.0, 1.9), (30.0, 43.9)):
        standing = (traces.time_s > from_s) & (traces.time_s < to_s)
        assert np.max(np.abs(traces.tilt_deg[standing])) < 2.0


def test_a_side_without_a_hinge_has_no_signals() -> None:
    blocks = hinges(in_a_row(4), 20.0), hinges([], 20.0, side="left")
    _, signals = analyze_with_signals(recording(*blocks))
    assert list(signals) == ["right"]


def test_signals_of_a_moved_sensor_are_on_both_sides() -> None:
    _, signals = analyze_with_signals(recording_of("moved-sensor", 1))
    assert set(signals) == {"left", "right"}
    assert signals["right"].time_s[-1] < signals["left"].time_s[0]
