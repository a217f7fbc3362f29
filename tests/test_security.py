"""What `firmware_notes/security.md` claims of the whole code, and of files and names of others."""

from __future__ import annotations

import ast
import io
import os
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from imu.cli.crash import write_crash_log
from imu.cli.keeping import recorder_of
from imu.cli.output import harmless
from imu.cli.sensornames import Opened
from imu.errors import RecordingError
from imu.importers import sources
from imu.importers.sources import gather
from imu.library import back_up
from imu.live import ReplaySource
from imu.privatefile import write_private
from imu.recording import jsonfile, read_recording, write_recording
from imu.remembered import Remembered, Sensor, save
from tests.library.places import put
from tests.recording.examples import check_sentence, swinging

ROOT = Path(__file__).parents[1]
PRODUCT = [*sorted((ROOT / "imu").rglob("*.py")), *sorted((ROOT / "dashboard").rglob("*.py"))]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")

NEVER_IMPORTED = {
    *("pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "yaml"),
    *("xml", "lxml", "ftplib", "smtplib", "telnetlib", "xmlrpc", "requests", "httpx", "aiohttp"),
    *("urllib.request", "http.client", "http.server"),
}
"""What runs code or entities out of data, and what asks or serves the network behind one's back."""

NEVER_CALLED = {"eval", "exec", "compile", "__import__"}
NEVER_ASKED = {
    *("extract", "extractall", "unpack_archive"),  # nothing of an archive is written to the disk
    *("popen", "mktemp"),
}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Every piece of the product's code, and where it stands."""
    for path in PRODUCT:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def dangers(where: str, node: ast.AST) -> Iterator[str]:
    """What a piece of code does that the product never does."""
    for name in imported(node):
        if {name, name.partition(".")[0]} & NEVER_IMPORTED:
            yield f"{where} imports {name}"
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id in NEVER_CALLED:
        yield f"{where} calls {node.func.id}"
    if isinstance(node.func, ast.Attribute):
        called = ast.unparse(node.func)
        if node.func.attr in NEVER_ASKED or called in ("np.load", "numpy.load"):
            yield f"{where} calls {called}"
        if called == "os.system" and [ast.unparse(one) for one in node.args] != ["''"]:
            yield f"{where} runs a shell"
    for word in node.keywords:
        if word.arg in ("shell", "allow_pickle") and ast.unparse(word.value) != "False":
            yield f"{where} sets {word.arg}"


def test_nothing_runs_code_out_of_data_and_nothing_calls_home() -> None:
    assert len(PRODUCT) > 300
    assert [danger for where, node in nodes() for danger in dangers(where, node)] == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from xml.etree import ElementTree",
        "from urllib import request",
        "eval(text)",
        "archive.extractall(folder)",
        "np.load(path)",
        "np.loadz(path, allow_pickle=True)",
        "subprocess.run(text, shell=True)",
        "os.system(text)",
    ],
)
def test_each_danger_is_seen(code: str) -> None:
    found = [danger for node in ast.walk(ast.parse(code)) for danger in dangers("here", node)]
    assert found


def archive_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = ("../../evil.csv", "/etc/evil.csv", "a/../../evil.csv")
    path = archive_of(tmp_path / "in" / "a.zip", dict.fromkeys(names, b"a,b\n1,2\n"))
    pieces, _ = gather([path])
    assert {piece.name for piece in pieces} == {"evil.csv"}
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.zip"]


def test_an_archive_that_unpacks_to_too_much_is_refused_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 100_000)
    path = archive_of(tmp_path / "a.zip", {"a.csv": bytes(1_000_000)})
    assert path.stat().st_size < 10_000
    with pytest.raises(RecordingError, match="holds too much") as refused:
        gather([path])
    check_sentence(refused.value)


def test_an_archive_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(1_000_000))
    lie, truth = (10).to_bytes(4, "little"), (1_000_000).to_bytes(4, "little")
    path = tmp_path / "a.zip"
    path.write_bytes(raw.getvalue().replace(truth, lie))
    with pytest.raises(RecordingError, match="damaged"):
        gather([path])


def test_a_file_of_endless_json_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_recording(tmp_path / "r", [swinging(30)])
    monkeypatch.setattr(jsonfile, "MAX_JSON_BYTES", 1 << 20)
    (tmp_path / "r" / "session.json").write_bytes(b'{"notes": "' + b"x" * (1 << 20) + b'"}')
    with pytest.raises(RecordingError, match="larger than 1 MiB"):
        read_recording(tmp_path / "r")


@POSIX
@pytest.mark.parametrize("name", ["session.json", "left.imu.csv", "events.csv", "edits.json"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_only_has_the_name_of_a_file_is_not_waited_for(
    tmp_path: Path, name: str, kind: str
) -> None:
    write_recording(tmp_path / "r", [swinging(30)])
    path = tmp_path / "r" / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(RecordingError, match="is no file"):
        read_recording(tmp_path / "r")


@pytest.mark.parametrize("text", ["\x1b[31mred", "\x9b2J", "a\rb", "\x07", "\x7f", "\0"])
def test_no_name_tells_the_terminal_what_to_do(text: str) -> None:
    assert not any(ord(one) < 32 or 127 <= ord(one) < 160 for one in harmless(text))


def test_text_for_people_stays_as_it_is() -> None:
    assert harmless("21° · Größe ◀\n\tnext line") == "21° · Größe ◀\n\tnext line"


def rights(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@POSIX
def test_what_is_kept_of_a_person_is_for_that_person_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.cli.crash.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("imu.cli.keeping.recordings_folder", lambda: tmp_path / "own")
    before = os.umask(0)
    try:
        log = write_crash_log(ValueError("x"), ["live"])
        write_private(tmp_path / "config" / "a.json", {"a": 1})
        save(tmp_path / "config" / "b.json", Remembered())
        back_up(put(tmp_path / "lib" / "r").parent, tmp_path / "all.zip")
        recording = read_recording(tmp_path / "lib" / "r")
        recorder_of(Opened(ReplaySource(recording), (), no_sensors)).close()
    finally:
        os.umask(before)
    files = (log, tmp_path / "config/a.json", tmp_path / "config/b.json", tmp_path / "all.zip")
    assert {rights(file) for file in files} == {"0o600"}
    folders = (log.parent, tmp_path / "config", tmp_path / "own")
    assert {rights(folder) for folder in folders} == {"0o700"}


def no_sensors() -> tuple[Sensor, ...]:
    return ()
