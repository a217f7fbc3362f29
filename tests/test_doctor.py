"""`kickstand doctor`: each check on a healthy and a broken machine."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from imu.cli import app, checks, crash, doctor
from imu.cli.finding import Finding
from imu.privatefile import FOLDER_VARIABLE
from imu.version import __version__
from tests.sources.ble.fakes import World

FINE = Finding("one", "ok", "all is well")
BROKEN = Finding("two", "action", "a wire is loose", "Push it in.")

Run = Callable[..., tuple[int, str, str]]


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep these tests out of the person's own folders."""
    logs = tmp_path / "logs"
    monkeypatch.setattr(crash, "log_folder", lambda: logs)
    monkeypatch.setattr(checks, "log_folder", lambda: logs)
    monkeypatch.setattr(checks, "data_folder", lambda: tmp_path / "data" / "kickstand")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "settings"))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `kickstand doctor` and return its exit code, stdout and stderr."""

    def run_doctor(*words: str) -> tuple[int, str, str]:
        code = app.run(["doctor", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run_doctor


def finds(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    """Let the doctor find this and nothing else."""

    def examine(more: Sequence[str]) -> list[Finding]:
        del more
        return list(findings)

    monkeypatch.setattr(doctor, "examine", examine)


def test_every_check_says_something_about_this_machine() -> None:
    findings = checks.examine()
    names = [finding.check for finding in findings]
    machine = ["python", "packages", "filter", "folder", "space", "settings", "sensors"]
    assert names == [*machine, "bluetooth", "phones", "scope", "crashes"]
    assert all(finding.message for finding in findings)
    assert all(bool(finding.advice) == (finding.status == "action") for finding in findings)


def test_nothing_to_do_is_0(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, FINE)
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"Kickstand {__version__}"
    assert "To be done: nothing." in out


def test_something_to_do_is_1_with_the_advice_below(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, FINE, BROKEN)
    code, out, _ = run()
    lines = out.splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith("ACTION"))
    assert code == 1
    assert "a wire is loose" in lines[row]
    assert lines[row + 1].strip() == "-> Push it in."
    assert "To be done: 1." in out


def test_json_is_one_object_on_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, FINE, BROKEN)
    code, out, _ = run("--json")
    report: dict[str, Any] = json.loads(out)
    assert code == 1
    assert out.count("\n") == 1
    assert report["schema_version"] == 1
    assert report["version"] == __version__
    assert report["checks"][1] == {
        "check": "two",
        "status": "action",
        "message": "a wire is loose",
        "advice": "Push it in.",
    }


@pytest.mark.parametrize(
    ("version", "status"),
    [
        ((3, 10), "action"),
        ((3, 11), "ok"),
        ((3, 12), "ok"),
        ((3, 13), "ok"),
        ((3, 14), "action"),
        ((4, 0), "action"),
    ],
)
def test_python_is_judged_by_what_is_supported(version: tuple[int, int], status: str) -> None:
    finding = checks.check_python(version)
    assert finding.status == status
    assert "3.11 to 3.13" in finding.message


def test_the_supported_versions_are_those_of_the_package() -> None:
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    (major, minor), (last_major, last_minor) = checks.OLDEST_PYTHON, checks.NEWEST_PYTHON
    assert f'requires-python = ">={major}.{minor},<{last_major}.{last_minor + 1}"' in text


def declares(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let the distribution declare these dependencies and no others."""

    def requires(_: str) -> list[str]:
        return list(lines)

    monkeypatch.setattr("importlib.metadata.requires", requires)


def test_packages_are_those_that_the_distribution_declares() -> None:
    finding = checks.check_packages("hypothesis")
    assert finding.status == "ok"
    assert "sortedcontainers" in finding.message
    assert "django" not in finding.message  # one of its extras


def test_what_only_other_systems_need_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = 'pytest[dev]>=8; python_version < "4"'
    declares(monkeypatch, needed, 'no-such; python_version < "3"', 'other>=1; extra == "more"')
    finding = checks.check_packages()
    assert finding.status == "ok"
    assert finding.message == f"pytest {pytest.__version__}"


def test_a_distribution_that_is_absent_is_said_so() -> None:
    finding = checks.check_packages("no-such-distribution")
    assert finding.status == "action"
    assert "not installed" in finding.message


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declares(monkeypatch, "pytest>=8", "no-such-library>=1.0")
    finding = checks.check_packages()
    assert finding.status == "action"
    assert finding.message == "missing: no-such-library"
    assert "pip install no-such-library'" in finding.advice


def test_the_filter_is_tried() -> None:
    assert checks.check_filter().status == "ok"


def test_a_filter_that_cannot_be_loaded_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vqf", None)
    finding = checks.check_filter()
    assert finding.status == "action"
    assert "vqf" in finding.message
    assert "pip install" in finding.advice


@pytest.mark.parametrize("tilt_deg", [12.0, float("nan")])
def test_a_filter_that_is_wrong_is_said_so(
    tilt_deg: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_tilt_at_rest", lambda: tilt_deg)
    finding = checks.check_filter()
    assert finding.status == "action"
    assert f"off by {tilt_deg:.1f}°" in finding.message


def test_a_folder_that_will_be_made_is_fine_and_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    finding = checks.check_folder(folder)
    assert finding.status == "ok"
    assert "when it is first needed" in finding.message
    assert not folder.parent.exists()


def test_a_folder_that_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    finding = checks.check_folder(tmp_path)
    assert finding.status == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    finding = checks.check_folder(blocked / "data")
    assert finding.status == "action"
    assert str(blocked) in finding.advice


@pytest.mark.parametrize(("free_mb", "status"), [(249, "action"), (250, "ok")])
def test_too_little_room_is_said_so(
    free_mb: int, status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def usage(_: Path) -> Usage:
        return Usage(0, 0, free_mb * 1_000_000)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    finding = checks.check_space(tmp_path / "not" / "there")
    assert finding.status == status
    assert f"{free_mb} MB free" in finding.message


def bluetooth(monkeypatch: pytest.MonkeyPatch, world: World, seconds: float = 5.0) -> Finding:
    """What is said of the Bluetooth of a computer in this world."""
    monkeypatch.setattr("imu.cli.radio.radio", world.radio)
    return checks.check_bluetooth(seconds)


def test_bluetooth_that_works_is_fine_and_not_left_scanning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    assert bluetooth(monkeypatch, world).status == "ok"
    assert (world.scans, world.busy) == (1, 0)


@pytest.mark.parametrize(
    ("reason", "status", "words"),
    [
        ("POWERED_OFF", "action", "switched off"),
        ("DENIED_BY_USER", "action", "not allowed"),
        ("NO_BLUETOOTH", "note", "has no Bluetooth"),
    ],
)
def test_bluetooth_that_does_not_work_is_said_as_a_scan_says_it(
    reason: str, status: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason

    world = World()
    why = BleakBluetoothNotAvailableReason[reason]
    world.fail("scan", BleakBluetoothNotAvailableError("none", why))
    finding = bluetooth(monkeypatch, world)
    assert finding.status == status
    assert words in finding.message
    assert bool(finding.advice) == (status == "action")


@pytest.mark.parametrize("name", ["", "org.freedesktop.DBus.Error.ServiceUnknown"])
def test_without_a_service_there_is_no_bluetooth(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bleak.exc import BleakDBusError

    world = World()
    world.fail("scan", BleakDBusError(name, []) if name else FileNotFoundError("no bus"))
    finding = bluetooth(monkeypatch, world)
    assert finding.status == "note"
    assert "Phones and the demo need none" in finding.message


def test_bluetooth_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.hangs.add("scan")
    finding = bluetooth(monkeypatch, world, 0.1)
    assert finding.status == "action"
    assert "service" in finding.message


def test_without_its_library_bluetooth_is_no_reason_to_fail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "bleak", None)
    finding = checks.check_bluetooth()
    assert finding.status == "note"
    assert "pip install bleak" in finding.message


def test_bluetooth_that_cannot_even_be_loaded_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imu.sources.ble", None)
    finding = checks.check_bluetooth()
    assert finding.status == "note"
    assert "cannot be looked at" in finding.message


def test_crash_logs_are_counted() -> None:
    assert checks.check_crashes().message == "no crash logs"
    path = crash.write_crash_log(ValueError("x"), ["analyze"])
    finding = checks.check_crashes()
    assert finding.status == "note"
    assert path.name in finding.message


def check_fine() -> Finding:
    return FINE


def check_wire() -> Finding:
    raise OSError("the plug is out")


def test_checks_from_above_are_asked_too() -> None:
    assert FINE in checks.examine(["tests.test_doctor:check_fine"])


@pytest.mark.parametrize("target", ["tests.test_doctor:check_wire", "no.such_module:check_wire"])
def test_a_check_that_breaks_is_a_finding(target: str) -> None:
    (finding,) = [one for one in checks.examine([target]) if one.check == "wire"]
    assert finding.status == "action"
    assert finding.advice
