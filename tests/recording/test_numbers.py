"""R8 to R11 and R15: numbers that come back, time that increases, gaps, and the measured rate."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from imu.errors import RecordingError
from imu.recording import (
    SessionMeta,
    Sidecar,
    detect_gaps,
    measured_rate_hz,
    read_recording,
    round_block,
    write_recording,
)
from imu.recording.csvread import read_samples
from imu.recording.csvwrite import format_rows
from imu.samples import Block, Floats, Gap, Side
from tests.recording.examples import (
    HEADER,
    STILL,
    check_sentence,
    put,
    put_csv,
    rows,
    same_samples,
    still_rows,
    swinging,
    text,
)

GRAVITY = np.array([0.0, 0.0, 9.81])


def of_numbers(low: float, high: float, *shape: int) -> st.SearchStrategy[Floats]:
    """Arrays of any finite numbers between two bounds."""
    return arrays(np.float64, shape, elements=st.floats(low, high))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Any block that a driver may hand over, before rounding."""
    count = draw(st.integers(1, 60))
    steps = draw(of_numbers(1e-3, 10.0, count))
    start = draw(st.sampled_from([0.0, -5.0, 1e6, 1.7e9]))
    side: Side = draw(st.sampled_from(["left", "right", "unknown"]))
    maybe: Callable[[Floats], Floats | None] = lambda x: x if draw(st.booleans()) else None  # noqa: E731
    return Block(
        side,
        start + np.cumsum(steps),
        draw(of_numbers(-6.0, 6.0, count, 3)) + GRAVITY * draw(st.sampled_from([1.0, -1.0])),
        draw(of_numbers(-30.0, 30.0, count, 3)) * draw(st.sampled_from([1.0, 1e-6])),
        draw(arrays(np.int64, count, elements=st.integers(0, 2**53 - 1)))
        if draw(st.booleans())
        else None,
        maybe(draw(of_numbers(-1e9, 1e9, count))),
        maybe(draw(of_numbers(-1e9, 1e9, count))),
    )


@given(blocks())
def test_r08_rounded_samples_come_back_to_the_last_bit(block: Block) -> None:
    block = round_block(block)
    with tempfile.TemporaryDirectory() as folder:
        write_recording(Path(folder) / "r", [block], meta=SessionMeta(person="M"))
        recording = read_recording(Path(folder) / "r")
    assert same_samples(recording.streams[block.side].block, block)
    assert recording.session.complete
    assert recording.notes == ()


@given(blocks())
def test_r08_rounding_twice_changes_nothing(block: Block) -> None:
    once = round_block(block)
    assert same_samples(round_block(once), once)


@given(blocks())
def test_r08_rounding_moves_a_number_by_half_a_decimal_at_most(block: Block) -> None:
    once = round_block(block)
    assert np.all(np.abs(once.acc_m_s2 - block.acc_m_s2) <= 0.51e-5)
    assert np.all(np.abs(once.gyr_rad_s - block.gyr_rad_s) <= 0.51e-6)


@pytest.mark.parametrize(("range_g", "range_deg_s"), [(2, 125), (4, 250), (16, 2000)])
def test_r08_every_step_of_a_16_bit_sensor_stays_apart(range_g: int, range_deg_s: int) -> None:
    raw = np.arange(-(2.0**15), 2.0**15)
    acc = np.repeat((raw * (range_g * 9.80665 / 2**15))[:, None], 3, axis=1)
    gyr = np.repeat((raw * (np.deg2rad(range_deg_s) / 2**15))[:, None], 3, axis=1)
    block = round_block(Block("left", np.arange(len(raw)) / 100, acc, gyr))
    assert len(np.unique(block.acc_m_s2)) == len(raw)
    assert len(np.unique(block.gyr_rad_s)) == len(raw)


def test_r08_numbers_have_fixed_decimals() -> None:
    block = Block("left", np.array([1.5]), np.full((1, 3), -1 / 3), np.full((1, 3), 1e-7))
    (line,) = format_rows(block, ())
    assert line == b"1.500000,-0.33333,-0.33333,-0.33333,0.000000,0.000000,0.000000\n"


def test_r08_writing_does_not_touch_the_samples(tmp_path: Path) -> None:
    block = swinging(50)
    copies = (block.time_s.copy(), block.acc_m_s2.copy(), block.gyr_rad_s.copy())
    for array in (block.time_s, block.acc_m_s2, block.gyr_rad_s):
        array.flags.writeable = False
    write_recording(tmp_path / "r", [block])
    assert np.array_equal(copies[0], block.time_s)
    assert np.array_equal(copies[1], block.acc_m_s2)
    assert np.array_equal(copies[2], block.gyr_rad_s)


def test_r08_however_the_samples_are_cut_the_files_are_the_same(tmp_path: Path) -> None:
    block = swinging(100)
    parts = [part(block, start, start + 7) for start in range(0, 100, 7)]
    write_recording(tmp_path / "one", [block])
    write_recording(tmp_path / "many", [part(block, 0, 0), *parts, part(block, 0, 0)])
    one, many = ((tmp_path / name / "left.imu.csv").read_bytes() for name in ("one", "many"))
    assert one == many


def part(block: Block, start: int, stop: int) -> Block:
    """Some consecutive samples of a block."""
    cut = slice(start, stop)
    seq = None if block.seq is None else block.seq[cut]
    return Block(block.side, block.time_s[cut], block.acc_m_s2[cut], block.gyr_rad_s[cut], seq)


def refusal(path: Path) -> RecordingError:
    """The error with which a sample file is refused."""
    with pytest.raises(RecordingError) as caught:
        read_samples(path, "left")
    check_sentence(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ([f"0.5,{STILL}", f"0.4,{STILL}"], "runs back from 0.500000 to 0.400000"),
        ([f"0.5,{STILL}", f"0.5,{STILL}"], "repeats the row before"),
        ([f"0.5,{STILL}", "0.5,0,0,9.7,0,0,0"], "the same time_s"),
    ],
)
def test_r09_time_that_does_not_increase_is_refused_with_its_line(
    tmp_path: Path, lines: list[str], word: str
) -> None:
    error = refusal(put_csv(tmp_path, *still_rows(30), *lines))
    assert word in str(error)
    assert error.line == 33


def test_r09_line_of_the_fault_is_right_after_missing_and_empty_rows(tmp_path: Path) -> None:
    lines = [*still_rows(3), "", f"nan,{STILL}", f"0.5,{STILL}", "", f"0.4,{STILL}"]
    assert refusal(put_csv(tmp_path, *lines)).line == 9


def test_r09_hole_of_more_than_a_day_is_refused(tmp_path: Path) -> None:
    error = refusal(put_csv(tmp_path, *still_rows(3), f"1.7e9,{STILL}"))
    assert error.line == 5
    assert "more than a day" in str(error)


def test_r09_time_may_begin_anywhere(tmp_path: Path) -> None:
    path = put_csv(tmp_path, f"-1.5,{STILL}", f"-1.49,{STILL}")
    assert read_samples(path, "left").block.time_s.tolist() == [-1.5, -1.49]


def test_r09_writer_leaves_out_rows_that_are_not_later_and_says_so(tmp_path: Path) -> None:
    block = swinging(20)
    late = part(block, 5, 15)  # sent twice, as by a radio that missed the answer
    write_recording(tmp_path / "r", [part(block, 0, 15), late, part(block, 15, 20)])
    recording = read_recording(tmp_path / "r")
    assert same_samples(recording.streams["left"].block, block)
    assert recording.notes == ("10 rows were left out because their time did not increase",)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 0.05])
def test_r09_one_bad_stamp_does_not_cost_the_rows_behind_it(tmp_path: Path, bad: float) -> None:
    block = swinging(20)
    time_s = block.time_s.copy()
    time_s[10] = bad
    spoilt = Block("left", time_s, block.acc_m_s2, block.gyr_rad_s, block.seq)
    write_recording(tmp_path / "r", [spoilt])
    found = read_recording(tmp_path / "r").streams["left"].block
    assert np.array_equal(found.time_s, np.delete(block.time_s, 10))


def test_r09_two_stamps_within_a_microsecond_are_one_row(tmp_path: Path) -> None:
    time_s = np.array([0.0, 0.01, 0.0100001, 0.02])
    block = Block("left", time_s, np.tile(GRAVITY, (4, 1)), np.zeros((4, 3)))
    write_recording(tmp_path / "r", [block])
    found = read_recording(tmp_path / "r").streams["left"].block
    assert found.time_s.tolist() == [0.0, 0.01, 0.02]


def with_hole(step_s: float, hole_s: float) -> Floats:
    """100 regular samples, a hole, and 100 more."""
    before: Floats = np.arange(100.0) * step_s
    return np.concatenate([before, before[-1] + hole_s + before])


@pytest.mark.parametrize(
    ("step_s", "hole_s", "is_gap"),
    [
        (0.01, 0.049, False),
        (0.01, 0.051, True),
        (0.02, 0.049, False),
        (0.02, 0.051, True),
        (0.04, 0.09, False),
        (0.04, 0.11, True),
    ],
)
def test_r10_gap_is_longer_than_50_ms_and_than_two_and_a_half_steps(
    step_s: float, hole_s: float, is_gap: bool
) -> None:
    assert len(detect_gaps(with_hole(step_s, hole_s))) == is_gap


def test_r10_gap_runs_from_the_last_sample_before_it_to_the_first_after_it() -> None:
    time_s = with_hole(0.01, 0.5)
    assert detect_gaps(time_s) == (Gap(start_s=time_s[99], end_s=time_s[100], inferred=True),)


def test_r10_gap_is_inferred_unless_the_counter_jumps() -> None:
    time_s = with_hole(0.01, 0.5)
    seq = np.arange(200)
    assert detect_gaps(time_s, seq)[0].inferred
    seq[100:] += 49
    assert not detect_gaps(time_s, seq)[0].inferred
    assert not detect_gaps(time_s, seq * 4)[0].inferred


def test_r10_counter_that_restarts_proves_nothing() -> None:
    seq = np.concatenate([np.arange(100), np.arange(100)])
    assert detect_gaps(with_hole(0.01, 0.5), seq)[0].inferred


def test_r10_counter_that_counts_packets_does_not_make_gaps_certain() -> None:
    seq = np.repeat(np.arange(20), 10)
    assert detect_gaps(with_hole(0.01, 0.5), seq)[0].inferred


def test_r10_shortest_gap_can_be_chosen() -> None:
    assert len(detect_gaps(with_hole(0.01, 0.3), report_gap_s=0.25)) == 1
    assert detect_gaps(with_hole(0.01, 0.2), report_gap_s=0.25) == ()


@pytest.mark.parametrize("count", [0, 1])
def test_r10_no_steps_no_gaps_no_rate(count: int) -> None:
    assert detect_gaps(np.zeros(count)) == ()
    assert measured_rate_hz(np.zeros(count)) is None


def test_r10_reading_adds_no_samples_in_a_gap(tmp_path: Path) -> None:
    lines = still_rows(100)
    samples = read_samples(put_csv(tmp_path, *lines[:40], *lines[60:]), "left")
    assert len(samples.block) == 80
    assert samples.gaps == (Gap(start_s=0.39, end_s=0.6, inferred=True),)


@pytest.mark.parametrize("word", ["nan", "", "inf", "-inf", "1e999", "NaN"])
@pytest.mark.parametrize("field", [0, 3, 6])
def test_r11_row_with_a_missing_value_counts_as_lost(tmp_path: Path, word: str, field: int) -> None:
    lines = still_rows(30)
    for index in range(10, 20):
        fields = lines[index].split(",")
        fields[field] = word
        lines[index] = ",".join(fields)
    samples = read_samples(put_csv(tmp_path, *lines), "left")
    assert len(samples.block) == 20
    assert samples.gaps == (Gap(start_s=0.09, end_s=0.2, inferred=True),)
    expected = "10 of 30 rows have a missing value (the first in line 12); they count as lost"
    assert samples.notes == (f"left.imu.csv: {expected} samples",)


def test_r11_a_bare_few_missing_values_make_no_gap(tmp_path: Path) -> None:
    lines = still_rows(30)
    lines[10] = lines[10].replace("9.80000", "nan")
    samples = read_samples(put_csv(tmp_path, *lines), "left")
    assert len(samples.block) == 29
    assert samples.gaps == ()
    assert len(samples.notes) == 1


def test_r11_missing_rows_are_a_certain_gap_where_the_counter_goes_on(tmp_path: Path) -> None:
    lines = [f"{row},{index}" for index, row in enumerate(still_rows(30))]
    lines[10:20] = [line.replace("9.80000", "nan") for line in lines[10:20]]
    path = tmp_path / "left.imu.csv"
    path.write_bytes(text(f"{HEADER},seq", *lines))
    assert not read_samples(path, "left").gaps[0].inferred


def test_r11_file_of_nothing_else_is_refused(tmp_path: Path) -> None:
    lines = [row.replace("9.80000", "nan") for row in still_rows(30)]
    assert "every row has a missing value" in str(refusal(put_csv(tmp_path, *lines)))


@pytest.mark.parametrize("word", ["nan", "", "1.5", "1e300"])
def test_r11_counter_that_is_no_whole_number_is_not_used(tmp_path: Path, word: str) -> None:
    lines = [f"{row},{index}" for index, row in enumerate(still_rows(30))]
    lines[5] = f"{still_rows(30)[5]},{word}"
    path = tmp_path / "left.imu.csv"
    path.write_bytes(text(f"{HEADER},seq", *lines))
    samples = read_samples(path, "left")
    assert samples.block.seq is None
    assert len(samples.block) == 30
    expected = "seq is not a whole number in every row and is not used"
    assert samples.notes == (f"left.imu.csv: {expected}",)


def test_r11_optional_time_may_be_missing_in_some_rows(tmp_path: Path) -> None:
    lines = [f"{row},{'nan' if index % 2 else index}" for index, row in enumerate(still_rows(4))]
    path = tmp_path / "left.imu.csv"
    path.write_bytes(text(f"{HEADER},host_time_s", *lines))
    host = read_samples(path, "left").block.host_time_s
    assert host is not None
    assert np.array_equal(host, [0, np.nan, 2, np.nan], equal_nan=True)


def test_r11_later_block_without_a_column_is_written_as_missing(tmp_path: Path) -> None:
    block = swinging(20)
    without = Block("left", block.time_s[10:], block.acc_m_s2[10:], block.gyr_rad_s[10:])
    write_recording(tmp_path / "r", [part(block, 0, 10), without])
    stream = read_recording(tmp_path / "r").streams["left"]
    assert len(stream.block) == 20
    assert stream.block.seq is None
    assert len(stream.notes) == 1


@pytest.mark.parametrize("rate_hz", [12.5, 26.0, 52.0, 60.0, 100.0, 104.0, 200.0, 416.0])
@pytest.mark.parametrize("decimals", [3, 6])
def test_r15_rate_is_right_even_where_time_is_rounded_to_milliseconds(
    rate_hz: float, decimals: int
) -> None:
    time_s = np.round(np.arange(3000) / rate_hz, decimals)
    assert measured_rate_hz(time_s) == pytest.approx(rate_hz, rel=2e-3)


def test_r15_losses_do_not_lower_the_rate() -> None:
    kept = np.sort(np.random.default_rng(1).choice(5000, 4500, replace=False))
    assert measured_rate_hz(kept / 100) == pytest.approx(100, rel=1e-6)


def test_r15_rate_of_a_stream_in_bursts_is_its_average() -> None:
    time_s = np.cumsum(np.tile([0.0001, 0.0001, 0.0298], 200))
    assert measured_rate_hz(time_s[:-1]) == pytest.approx(100, rel=0.01)


@pytest.mark.parametrize(("claimed", "is_told"), [(100, False), (104, False), (106, True)])
def test_r15_rate_that_the_sidecar_gets_wrong_is_told(
    tmp_path: Path, claimed: float, is_told: bool
) -> None:
    files = {
        "session.json": {"complete": True},
        "left.imu.csv": text(HEADER, *rows(swinging(100))),
        "left.imu.json": {"SamplingFrequency": claimed},
    }
    recording = read_recording(put(tmp_path, files))
    assert recording.streams["left"].rate_hz == pytest.approx(100)
    assert recording.streams["left"].sidecar == Sidecar(sampling_frequency=claimed)
    assert len(recording.notes) == is_told
    if is_told:
        expected = "the sidecar says 106 Hz, the samples come at 100.0 Hz"
        assert recording.notes == (f"left.imu.csv: {expected}",)
