"""Which recordings a path means."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from imu.cli.inputs import all_recordings, looks_like_recording, recordings_in
from tests.cli.places import is_one_sentence, kickstand, put_hinges


def put(folder: Path, *names: str) -> Path:
    """Make a folder with these empty files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()
    return folder


def test_a_recording_means_itself(tmp_path: Path) -> None:
    recording = put(tmp_path / "one", "session.json", "left.imu.csv")
    assert recordings_in(recording) == [recording]


def test_a_file_means_itself(tmp_path: Path) -> None:
    put(tmp_path, "left.csv")
    assert recordings_in(tmp_path / "left.csv") == [tmp_path / "left.csv"]


def test_a_path_that_does_not_exist_means_itself(tmp_path: Path) -> None:
    assert recordings_in(tmp_path / "gone") == [tmp_path / "gone"]


def test_a_folder_means_the_recordings_in_it_by_name(tmp_path: Path) -> None:
    put(tmp_path / "b", "session.json")
    put(tmp_path / "a", "session.json", "right.imu.csv.gz")
    put(tmp_path / "vendor", "export.csv")
    put(tmp_path / "empty")
    put(tmp_path, "notes.txt", "table.csv", "monday.imu.csv", "tuesday.imu.csv.gz")
    names = [path.name for path in recordings_in(tmp_path)]
    assert names == ["a", "b", "monday.imu.csv", "tuesday.imu.csv.gz"]


def test_recordings_are_found_at_any_depth_and_none_within_another(tmp_path: Path) -> None:
    deep = put(tmp_path / "anna" / "2026" / "c", "session.json")
    first = put(tmp_path / "a", "session.json")
    put(first / "copy", "session.json")
    put(tmp_path / ".trash" / "gone", "session.json")
    (tmp_path / "anna" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert recordings_in(tmp_path) == [first, deep]


def test_a_folder_without_recordings_means_itself(tmp_path: Path) -> None:
    put(tmp_path / "deeper" / "still")
    assert recordings_in(tmp_path) == [tmp_path]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("session.json", True),
        ("left.imu.csv", True),
        ("unknown.imu.csv.gz", True),
        ("monday.imu.csv", False),
        ("labels.json", False),
    ],
)
def test_what_makes_a_folder_a_recording(tmp_path: Path, name: str, expected: bool) -> None:
    assert looks_like_recording(put(tmp_path, name)) is expected


def test_several_paths_keep_their_order(tmp_path: Path) -> None:
    z = put(tmp_path / "z", "session.json")
    folder = put(tmp_path / "folder")
    inside = put(folder / "a", "session.json")
    assert all_recordings([z, folder, z]) == [z, inside, z]


def test_a_folder_that_may_not_be_looked_into_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recording = put_hinges(tmp_path / "good", "left")
    is_dir = Path.is_dir

    def refuses(path: Path, **known: bool) -> bool:
        if path.name == "secret":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return is_dir(path, **known)

    monkeypatch.setattr(Path, "is_dir", refuses)
    ran = kickstand(capsys, "analyze", tmp_path / "secret", recording)
    assert ran.code == 1
    assert "secret: cannot be read (Permission denied)" in ran.err
    assert "good" in ran.out
    ran = kickstand(capsys, "edit", "list", tmp_path / "secret")
    assert is_one_sentence(ran.err)
    assert ran.code == 2


def test_what_the_machine_refuses_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(*_: object, **__: object) -> list[object]:
        raise OSError(errno.EIO, "Input/output error", "/drive/x")

    monkeypatch.setattr("imu.cli.list.open_library", refuses)
    ran = kickstand(capsys, "list", tmp_path)
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "/drive/x: cannot be used (Input/output error)" in ran.err
