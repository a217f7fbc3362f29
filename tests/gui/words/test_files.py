"""What is said of damaged recordings is German in the German window, as it is really said."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from imu.errors import ImuError
from imu.language.germancore import SENTENCES
from imu.language.germancore_files import EXACT, PATTERNS
from imu.recording import read_recording
from tests.gui.windows import RECORDING

SAMPLES = "left.imu.csv"


def write(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: put(folder / name, content)


def put(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def sample(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Change what stands in a file of samples."""
    return lambda folder: put(folder / SAMPLES, change((folder / SAMPLES).read_bytes()))


def two_of_a_side(folder: Path) -> None:
    put(folder / f"{SAMPLES}.gz", gzip.compress((folder / SAMPLES).read_bytes()))


def no_samples(folder: Path) -> None:
    for file in folder.glob("*.imu.csv"):
        file.unlink()


def lines(data: bytes, row: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    return b"\n".join((head, row, body))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "gone": shutil.rmtree,
    "no session.json": lambda folder: (folder / "session.json").unlink(),
    "no samples": no_samples,
    "two of a side": two_of_a_side,
    "no JSON": write("session.json", b"{"),
    "no object": write("session.json", b"[]"),
    "newer": write("session.json", b'{"schema_version": 99}'),
    "wrong value": write("session.json", b'{"schema_version": 1, "effort": "much"}'),
    "no text": write(SAMPLES, bytes(range(1, 32)) * 40),
    "gzip cut off": sample(lambda data: gzip.compress(data)[:200]),
    "no number": sample(lambda data: lines(data, b"x" + b",0" * data.split(b"\n")[0].count(b","))),
    "too few fields": sample(lambda data: lines(data, b"1,2")),
    "a zero byte": sample(lambda data: lines(data, b"1,\x00,3")),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_recording_is_told_in_german(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "recording"
    shutil.copytree(RECORDING, folder)
    for packed in folder.glob("*.gz"):
        put(packed.with_suffix(""), gzip.decompress(packed.read_bytes()))
        packed.unlink()
    DAMAGES[name](folder)
    with pytest.raises(ImuError) as caught:
        read_recording(folder)
    text = str(caught.value)
    assert SENTENCES.unknown(text) == []
    assert SENTENCES.translated(text) != text


def test_nothing_is_translated_that_no_file_says() -> None:
    folder = Path(read_recording.__code__.co_filename).parent
    source = "".join("".join(file.read_text("utf-8").split()) for file in folder.glob("*.py"))
    source = source.replace('""', "")
    for sentence in EXACT:
        assert "".join(sentence.split()) in source, sentence
    for pattern in PATTERNS:
        words = pattern.removeprefix("{path}: ").split("{")[0]
        assert "".join(words.split()) in source, pattern
