"""The watch over many inputs: it sees what it is for, and keeps it."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import __main__ as command
from tests.fuzz.campaign import Campaign, HangError, hung_after
from tests.fuzz.contract import Target
from tests.fuzz.guided import last
from tests.fuzz.mutation import LONGEST, WORDS, Mutator
from tests.fuzz.pieces import MOST_PIECES, bundle, cut, files_in, glue


def breaks(data: bytes) -> None:
    if b"boom" in data:
        raise ValueError("boom")
    if b"big" in data:
        bytearray(80_000_000)


BRITTLE = Target("brittle", breaks, lambda: [b"well"])


def only(target: Target) -> Callable[[Path], dict[str, Target]]:
    def table(folder: Path) -> dict[str, Target]:
        del folder
        return {target.name: target}

    return table


def test_an_input_that_fails_is_kept_once_for_each_place(tmp_path: Path) -> None:
    campaign = Campaign(BRITTLE, tmp_path)
    assert campaign.try_one(b"well")
    assert not campaign.try_one(b"boom")
    assert not campaign.try_one(b"boom again")
    assert campaign.tally.inputs == 3
    assert list(campaign.tally.failed.values()) == [b"boom"]
    kept = sorted(path.name.partition(".")[2] for path in tmp_path.iterdir())
    assert kept == ["", "txt"]
    assert any("ValueError: boom" in path.read_text() for path in tmp_path.iterdir())


def test_an_input_that_takes_much_memory_is_kept() -> None:
    campaign = Campaign(BRITTLE)
    assert not campaign.try_one(b"big")  # the first is weighed
    (where,) = campaign.tally.failed
    assert where.startswith("AssertionError")
    assert campaign.tally.peak_mb > 64.0


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no such alarms here")
def test_what_hangs_is_woken_up() -> None:
    def hang() -> None:
        while True:
            pass

    with hung_after(0.01), pytest.raises(HangError):
        hang()


def test_what_does_not_hang_is_left_alone() -> None:
    with hung_after(1000.0):
        pass


def test_the_same_seed_gives_the_same_inputs() -> None:
    first, again, other = (Mutator([b"one, 2.5", b"three"], seed) for seed in (1, 1, 2))
    told = [first.next() for _ in range(50)]
    assert told == [again.next() for _ in range(50)]
    assert told != [other.next() for _ in range(50)]
    assert len(set(told)) > 40


@given(st.binary(max_size=50), st.integers(0, 1000))
def test_anything_can_be_mutated(data: bytes, seed: int) -> None:
    mutator = Mutator([data], seed)
    assert all(len(mutator.next()) <= LONGEST for _ in range(20))


def test_words_get_into_inputs() -> None:
    mutator = Mutator([b"7"], 3)
    told = [mutator.next() for _ in range(3000)]
    assert all(any(word in one for one in told) for word in WORDS)


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=255)), max_size=20))
def test_pieces_come_apart_as_they_were_put_together(parts: list[tuple[int, bytes]]) -> None:
    assert cut(glue(parts)) == parts


@given(st.binary(max_size=2000))
def test_any_bytes_are_pieces_and_files(data: bytes) -> None:
    assert len(cut(data)) <= MOST_PIECES
    for name in files_in(data):
        assert name
        assert not name.startswith(".")
        assert "/" not in name


def test_files_come_apart_as_they_were_put_together() -> None:
    files = {"a.csv": b"1,2\n", "b.txt": b""}
    assert files_in(bundle(files)) == files


def test_the_command_tries_what_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path))
    kept = str(tmp_path / "kept")
    assert command.main(["--seconds", "0.05", "--target", "words", "--kept", kept]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[:2]] == ["target", "words"]
    assert "0 kinds of failure" in told[-1]


def test_an_input_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "every_target", only(BRITTLE))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path))
    (tmp_path / "find").write_bytes(b"boom")
    with pytest.raises(ValueError, match="boom"):
        command.main(["--target", "brittle", "--again", str(tmp_path / "find")])


def test_failures_end_the_command_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Target("broken", breaks, lambda: [b"boom"])
    monkeypatch.setattr(command, "every_target", only(broken))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path))
    assert command.main(["--seconds", "0", "--kept", str(tmp_path / "kept")]) == 1
    assert "ValueError test_campaign.py" in capsys.readouterr().out
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_counts_are_read_from_what_the_fuzzer_says() -> None:
    said = b"#9 cov: 12 ft: 3\n#11 cov: 345 ft: 9\nstat::number_of_executed_units: 11\n"
    assert last(re.compile(rb"cov: (\d+)"), said) == 345
    assert last(re.compile(rb"units: (\d+)"), said) == 11
    assert last(re.compile(rb"nothing: (\d+)"), said) == 0
