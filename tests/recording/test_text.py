"""R5 to R7 and R13: what the bytes of a sample file may look like."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.errors import RecordingError
from imu.recording import read_recording
from imu.recording.carefully import parse_carefully
from imu.recording.csvread import read_samples
from imu.recording.table import Table, read_table
from tests.recording.examples import (
    HEADER,
    STILL,
    check_sentence,
    put_csv,
    rows,
    same_samples,
    still_rows,
    swinging,
    text,
)

PLAIN = text(HEADER, *still_rows(30))


def refusal(folder: Path, content: bytes, name: str = "left.imu.csv") -> RecordingError:
    """The error with which a file of this content is refused."""
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(RecordingError) as caught:
        read_recording(path)
    check_sentence(caught.value)
    return caught.value


def accepted(folder: Path, content: bytes, name: str = "left.imu.csv") -> tuple[str, ...]:
    """Check that a file of this content gives the samples of `PLAIN`; returns the notes."""
    path = folder / name
    path.write_bytes(PLAIN)
    expected = read_samples(path, "left").block
    path.write_bytes(content)
    stream = read_recording(path).streams["left"]
    assert same_samples(stream.block, expected)
    return stream.notes


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.replace(b"\n", b"\n\n"),
        PLAIN + b"\n\n",
        PLAIN.replace(b",", b" , "),
        PLAIN.replace(HEADER.encode(), ('"' + HEADER.replace(",", '","') + '"').encode()),
    ],
    ids=["crlf", "cr", "bom", "empty lines", "empty lines at the end", "blanks", "quoted header"],
)
def test_r05_harmless_differences_are_accepted(tmp_path: Path, content: bytes) -> None:
    assert accepted(tmp_path, content) == ()


def test_r05_exponents_and_signs_are_numbers(tmp_path: Path) -> None:
    path = put_csv(tmp_path, "0,+1e-1,.2,9.8E0,-.01,0.,1E-3", "1e-2,0.1,0.2,9.8,0.01,0,0.001")
    block = read_samples(path, "left").block
    assert block.acc_m_s2[0].tolist() == [0.1, 0.2, 9.8]
    assert block.gyr_rad_s[0].tolist() == [-0.01, 0.0, 0.001]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_r05_utf16_is_refused(tmp_path: Path, encoding: str) -> None:
    error = refusal(tmp_path, PLAIN.decode().encode(encoding))
    assert "UTF-16" in str(error)
    assert "CSV UTF-8" in error.advice


def test_r05_semicolons_are_refused(tmp_path: Path) -> None:
    content = PLAIN.replace(b",", b";").replace(b".", b",")
    assert "semicolons" in str(refusal(tmp_path, content))


def test_r05_semicolons_below_a_good_header_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, text(HEADER, "0,0;0,1;0,2;9,8;0,0;0,0;0,0"))
    assert error.line == 2
    assert "decimal points" in error.advice


def test_r05_tabs_are_refused(tmp_path: Path) -> None:
    assert "tabs" in str(refusal(tmp_path, PLAIN.replace(b",", b"\t")))


def test_r05_decimal_commas_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, text(HEADER, *(row.replace(".", ",") for row in still_rows(3))))
    assert "decimal commas" in str(error)
    assert error.line == 2


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\4\0",
        b"PK\x03\x04" + bytes(200) + b"\n",
        b"\xff\xd8\xff\xe0" * 50 + b"\n",
    ],
    ids=["every byte", "png", "zip", "jpeg"],
)
def test_r05_binary_files_are_refused(tmp_path: Path, content: bytes) -> None:
    assert "not a text file" in str(refusal(tmp_path, content))


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_r05_semicolons_are_named_in_files_of_any_old_encoding(
    tmp_path: Path, encoding: str
) -> None:
    content = "Zeit (s);Beschleunigung x (m/s²)\n0,1;9,8\n".encode(encoding)
    assert "semicolons" in str(refusal(tmp_path, content))


def test_r05_zero_bytes_within_the_text_are_refused_with_their_line(tmp_path: Path) -> None:
    lines = PLAIN.split(b"\n")
    lines[7] = lines[7][:9] + b"\0\0\0" + lines[7][12:]
    error = refusal(tmp_path, b"\n".join(lines))
    assert error.line == 8
    assert "zero byte" in str(error)


def test_r05_giant_file_is_refused_before_it_takes_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.recording.rawtext.MAX_BYTES", 1000)
    assert "larger than" in str(refusal(tmp_path, PLAIN))
    bomb = gzip.compress(bytes(100_000))
    assert len(bomb) < 1000
    assert "larger than" in str(refusal(tmp_path, bomb, "left.imu.csv.gz"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_r05_small_file_takes_little_memory(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "left.imu.csv"
    path.write_bytes(pack(PLAIN))
    tracemalloc.start()
    try:
        read_samples(path, "left")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_r05_file_of_several_pieces_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.recording.rawtext._PIECE", 100)
    assert accepted(tmp_path, PLAIN) == ()
    assert accepted(tmp_path, gzip.compress(PLAIN)) == ()


def test_r05_giant_field_is_refused_with_a_short_message(tmp_path: Path) -> None:
    error = refusal(tmp_path, text(HEADER, f"0,{STILL}", f"0.01,{'x' * 1_000_000}{STILL[7:]}"))
    assert error.line == 3


def test_r05_giant_number_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    error = refusal(tmp_path, text(HEADER, f"{'9' * 1_000_000}x{STILL[1:]}", f"0.01,{STILL}"))
    assert error.line == 2


def test_r05_giant_header_is_refused_with_a_short_message(tmp_path: Path) -> None:
    refusal(tmp_path, b"x" * 1_000_000 + b"\n1\n")


def test_r05_giant_number_of_digits_is_infinite_and_counts_as_missing(tmp_path: Path) -> None:
    path = put_csv(tmp_path, *still_rows(20), f"0.5,{'9' * 100_000}{STILL[7:]}")
    samples = read_samples(path, "left")
    assert len(samples.block) == 20
    assert "1 of 21 rows" in samples.notes[0]


def test_r06_order_of_the_columns_is_free(tmp_path: Path) -> None:
    names = HEADER.split(",")
    lines = [",".join(reversed(row.split(","))) for row in still_rows(30)]
    assert accepted(tmp_path, text(",".join(reversed(names)), *lines)) == ()


@pytest.mark.parametrize("name", HEADER.split(","))
def test_r06_missing_column_is_refused_by_name(tmp_path: Path, name: str) -> None:
    content = PLAIN.replace(name.encode(), b"other", 1)
    error = refusal(tmp_path, content)
    assert f"the column {name} is missing" in str(error)
    assert error.line == 1


@pytest.mark.parametrize("name", ["time_s", "gyr_z_rad_s"])
def test_r06_repeated_column_is_refused_by_name(tmp_path: Path, name: str) -> None:
    error = refusal(tmp_path, text(f"{HEADER},{name}", *(f"{row},1" for row in still_rows(3))))
    assert f"the column {name} is there more than once" in str(error)


def test_r06_repeated_column_that_nobody_reads_does_no_harm(tmp_path: Path) -> None:
    content = text(f"{HEADER},x,x", *(f"{row},1,2" for row in still_rows(30)))
    assert accepted(tmp_path, content) == ("left.imu.csv: ignored the column x, x",)


def test_r06_other_columns_are_ignored_with_a_note_even_if_they_hold_text(tmp_path: Path) -> None:
    content = text(f"{HEADER},label", *(f"{row},squat" for row in still_rows(30)))
    assert accepted(tmp_path, content) == ("left.imu.csv: ignored the column label",)


def test_r06_fields_are_counted_even_where_columns_are_ignored(tmp_path: Path) -> None:
    good = [f"{row},squat" for row in still_rows(4)]
    # one field too few and one too many: the sum is right, the columns are not
    bad = [good[0], good[1].removesuffix(",squat"), f"{good[2]},again", good[3]]
    error = refusal(tmp_path, text(f"{HEADER},label", *bad))
    assert error.line == 3
    assert "7 fields where the header has 8" in str(error)


def test_r06_optional_columns_are_read(tmp_path: Path) -> None:
    lines = [f"{row},{i + 10},{i},{i * 2}" for i, row in enumerate(still_rows(3))]
    path = tmp_path / "left.imu.csv"
    path.write_bytes(text(f"{HEADER},host_time_s,seq,sensor_time_s", *lines))
    block = read_samples(path, "left").block
    assert block.host_time_s is not None
    assert block.sensor_time_s is not None
    assert block.seq is not None
    assert block.host_time_s.tolist() == [10, 11, 12]
    assert block.seq.tolist() == [0, 1, 2]
    assert block.seq.dtype == np.int64
    assert block.sensor_time_s.tolist() == [0, 2, 4]


def test_r06_file_of_another_app_is_refused_with_the_way_to_import_it(tmp_path: Path) -> None:
    error = refusal(tmp_path, b"PacketCounter,SampleTimeFine,Acc_X\n1,2,3\n")
    assert "kickstand import" in error.advice
    assert "PacketCounter" in str(error)


def test_r06_file_without_header_is_refused(tmp_path: Path) -> None:
    assert "no header row" in str(refusal(tmp_path, text(*still_rows(3))))


def test_r06_capital_letters_in_the_header_are_named(tmp_path: Path) -> None:
    content = text(HEADER.replace("time_s", "Time_s"), *still_rows(3))
    assert "small letters" in str(refusal(tmp_path, content))


@pytest.mark.parametrize("extra", ["", ",1", ",1,2"])
def test_r06_wrong_number_of_fields_in_the_middle_is_refused_with_its_line(
    tmp_path: Path, extra: str
) -> None:
    lines = still_rows(30)
    lines[11] = lines[11].rsplit(",", 1)[0] if not extra else lines[11] + extra
    error = refusal(tmp_path, text(HEADER, *lines))
    assert error.line == 13
    assert "where the header has 7" in str(error)


@pytest.mark.parametrize("word", ["oops", "1_0", "0x10", "1.2.3", "--1", "−1", "1e", '"1"', "1j"])
def test_r06_field_that_is_no_number_is_refused_with_its_line(tmp_path: Path, word: str) -> None:
    lines = still_rows(30)
    lines[4] = lines[4].replace("9.80000", word)
    error = refusal(tmp_path, text(HEADER, *lines))
    assert error.line == 6
    assert word in str(error)


def test_r06_line_numbers_count_empty_lines(tmp_path: Path) -> None:
    lines = ["", *still_rows(3), "", "", "oops"]
    assert refusal(tmp_path, text(HEADER, *lines)).line == 8


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xef\xbb\xbf", HEADER.encode()])
def test_r07_file_without_a_line_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "no complete line" in str(refusal(tmp_path, content))


@pytest.mark.parametrize("content", [text(HEADER), text(HEADER, "", ""), text(HEADER) + b"0.0,1"])
def test_r07_header_only_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "no rows" in str(refusal(tmp_path, content))


@pytest.mark.parametrize("end", [b"0.3", b"0.3,0.1,0.2,9.8,0.01,-0.02,0.0", b"\xff\xfe", b","])
def test_r07_torn_last_line_is_dropped_with_a_note(tmp_path: Path, end: bytes) -> None:
    notes = accepted(tmp_path, PLAIN + end)
    assert notes == ("left.imu.csv: the last line was torn and is left out",)


@pytest.mark.parametrize("end", [b"", b"0.3,0.1"])
def test_r07_zero_bytes_of_a_power_cut_are_dropped_with_a_note(tmp_path: Path, end: bytes) -> None:
    (note,) = accepted(tmp_path, PLAIN + end + b"\0" * 5000)
    assert "torn" in note if end else "5000 zero bytes" in note


@pytest.mark.parametrize("name", ["left.imu.csv.gz", "left.imu.csv"])
def test_r13_zipped_file_reads_like_the_plain_one(tmp_path: Path, name: str) -> None:
    assert accepted(tmp_path, gzip.compress(PLAIN), name) == ()


def test_r13_file_that_a_browser_unzipped_without_renaming_is_read(tmp_path: Path) -> None:
    assert accepted(tmp_path, PLAIN, "left.imu.csv.gz") == ()


def test_r13_torn_last_line_inside_a_zipped_file_is_dropped(tmp_path: Path) -> None:
    notes = accepted(tmp_path, gzip.compress(PLAIN + b"0.3,1"), "left.imu.csv.gz")
    assert "torn" in notes[0]


def test_r13_zipped_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(PLAIN)
    for length in range(2, len(whole)):
        error = refusal(tmp_path, whole[:length], "left.imu.csv.gz")
        assert "gzip" in str(error)


def test_r13_zipped_file_with_a_flipped_byte_is_refused_or_the_same(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(PLAIN, mtime=0))
    path = tmp_path / "left.imu.csv.gz"
    path.write_bytes(bytes(whole))
    expected = read_samples(path, "left").block
    for position in range(len(whole)):
        whole[position] ^= 0x10
        path.write_bytes(bytes(whole))
        whole[position] ^= 0x10
        try:
            assert same_samples(read_samples(path, "left").block, expected)
        except RecordingError as error:
            check_sentence(error)


NUMBERS = st.sampled_from(
    ["0", "-1.5", "1e3", "nan", "NaN", "inf", "-Infinity", " 2 ", "+.5", "7.", "1E-4", "1e999"]
)
NO_NUMBERS = st.sampled_from(["", "x", "1_0", "1e", "0x1", "--1", "1 2", "nan(1)", "\u0661", "1d5"])


@given(st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_r06_the_two_parsers_agree_on_numbers(lines: list[list[str]]) -> None:
    body = text(*(",".join(line) for line in lines))
    fast = np.loadtxt(body.decode().splitlines(), delimiter=",", ndmin=2)
    careful = parse_carefully(Path("x"), body, 2, (0, 1))
    assert np.array_equal(fast, careful, equal_nan=True)


@given(NO_NUMBERS)
def test_r06_the_two_parsers_agree_on_what_is_no_number(word: str) -> None:
    body = text(f"1,{word}")
    with pytest.raises(ValueError, match="could not convert"):
        np.loadtxt([f"1,{word}"], delimiter=",")
    if word:  # an empty field is a missing value, which only the careful parser knows
        with pytest.raises(RecordingError):
            parse_carefully(Path("x"), body, 2, (0, 1))


def test_r06_line_of_finds_rows_between_empty_lines() -> None:
    table = Table(Path("x"), ("a",), np.zeros((3, 1)), b"1\n\n2\n\n\n3\n", ())
    assert [table.line_of(row) for row in range(3)] == [2, 4, 7]


def test_r06_table_reads_only_the_columns_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b,c\n1,2,3\n4,5,6\n")
    table = read_table(path, ["c", "a"], ["d"])
    assert table.names == ("c", "a")
    assert table.values.tolist() == [[3, 1], [6, 4]]
    assert table.column("d") is None
    assert table.notes == ("t.csv: ignored the column b",)


def test_r05_reading_does_not_depend_on_the_way_back_from_the_fast_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_csv(tmp_path, *rows(swinging(300)))
    fast = read_samples(path, "left").block

    def fail(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(np, "loadtxt", fail)
    assert same_samples(read_samples(path, "left").block, fast)
