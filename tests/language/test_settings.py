"""What is said of damaged settings, labels and kept files is known in German, as it is said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from imu.analysis import with_targets
from imu.coach.memory import load as load_memory
from imu.errors import ImuError
from imu.language import germancore_settings as german
from imu.language.germancore import SENTENCES
from imu.privatefile import _MOST_COPIES  # pyright: ignore[reportPrivateUsage]
from imu.recording import read_recording
from imu.recording.labels import read_labels, replace_reps
from imu.remembered import load as load_remembered
from imu.settings import Settings, load_settings

SAMPLE = Path(__file__).parents[2] / "recordings" / "simulated_right"


def known(text: str) -> str:
    """The German for a text of which every sentence is known."""
    assert SENTENCES.unknown(text) == []
    return SENTENCES.translated(text)


def labels(**content: object) -> str:
    return json.dumps({"schema_version": 1, **content})


def span(start: float, end: float, **more: object) -> dict[str, object]:
    return {"side": "left", "start_s": start, "end_s": end, **more}


A_SET, A_FOIL = span(2.0, 9.5, count=3), {"start_s": 1.0, "end_s": 4.0, "kind": "walk"}
DAMAGED: Mapping[str, tuple[str, str]] = {
    "no JSON": ("{", "ist kein gültiges JSON"),
    "no object": ("[]", "ist JSON, aber kein Objekt"),
    "a wrong value": (labels(reps=3), "hat einen falschen Wert"),
    "newer": (labels().replace("1", "99"), "hat schema_version 99; dieses Programm kennt bis 1"),
    "an odd version": (labels().replace("1", '"x"'), "'x', und das ist keine ganze Zahl"),
    "a rep that ends before it starts": (
        labels(reps=[span(3.0, 2.5)]),
        "Wiederholung 1 beginnt bei 3 s, endet aber bei 2,5 s. Richte die beiden Zeiten.",
    ),
    "a set that ends before it starts": (
        labels(sets=[{**A_SET, "end_s": 1.0}]),
        "Satz 1 beginnt bei 2 s, endet aber bei 1 s. Richte die beiden Zeiten.",
    ),
    "fewer than no reps": (
        labels(sets=[{**A_SET, "count": -3}]),
        "Satz 1 hat -3 Wiederholungen. Gib die gezählte Zahl an, mindestens 0.",
    ),
    "spans that contradict each other": (
        labels(sets=[A_SET], foils=[A_FOIL]),
        (
            "Abschnitt ohne Wiederholung 1 (1 bis 4 s) überschneidet sich mit Satz 1 (2 bis 9,5 s)."
            " Richte die Zeiten bei einem von beiden."
        ),
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_labels_are_told_in_german(name: str, tmp_path: Path) -> None:
    content, meant = DAMAGED[name]
    path = tmp_path / "labels.json"
    path.write_text(content)
    with pytest.raises(ImuError) as caught:
        read_labels(path)
    told = known(str(caught.value))
    assert told.startswith(f"{path}: ")
    assert meant in f"{told}."


def test_labels_that_are_there_are_told_in_german(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(labels(reps=[span(1.0, 2.0)]))
    with pytest.raises(ImuError) as caught:
        replace_reps(path, (), quality="", exhaustive=False)
    assert known(str(caught.value)) == (
        f"In {path} sind schon Wiederholungen bezeichnet. Sag, dass sie ersetzt werden sollen."
    )


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ("[gate]\nmin_duration_s = 'long'", "hat einen falschen Wert (Expected `float`"),
        ("[gate]\nno_such_name = 1", "hat einen falschen Wert (Object contains unknown field"),
        ("= 3", "ist kein gültiges TOML ("),
        (None, "lässt sich nicht lesen (gibt es nicht mehr). Sieh nach, ob sie da ist"),
    ],
)
def test_damaged_settings_are_told_in_german(
    content: str | None, meant: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ImuError) as caught:
        load_settings(path)
    told = known(str(caught.value))
    assert meant in told
    assert content is None or told.endswith("Namen und Einheiten stehen in imu/settings.py")


def test_targets_of_a_plan_are_told_in_german() -> None:
    recording = read_recording(SAMPLE)
    plan = {"targets": {"depth_deg": "deep"}}
    object.__setattr__(recording, "session", replaced(recording.session, plan))
    with pytest.raises(ImuError) as caught:
        with_targets(Settings(), recording)
    told = known(str(caught.value))
    assert "session.json, plan, targets: hat einen falschen Wert (" in told


def replaced(session: object, plan: object) -> object:
    import msgspec

    return msgspec.structs.replace(session, plan=plan)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ("{", "ist beschädigt ("),
        ('{"schema_version": 99}', "stammt von einem neueren Kickstand"),
    ],
)
def test_what_was_kept_is_told_in_german(content: str, meant: str, tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    for load, cost in (
        (load_memory, "das Training fängt neu an"),
        (load_remembered, "neu gelernt"),
    ):
        path.write_text(content)
        told = known(load(path)[1])
        assert meant in told
        assert cost in told
    for number in range(1, _MOST_COPIES + 1):
        path.with_suffix(f".set-aside-{number}.json").touch()
    path.write_text(content)
    assert "gab es davor: sieh sie dir an" in known(load_memory(path)[1])


def test_what_cannot_be_set_aside_is_told_in_german(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "training.json"
    path.write_text("{")
    monkeypatch.setattr(Path, "rename", refuse)
    assert "lässt sich nicht beiseitelegen (nicht erlaubt)" in known(load_memory(path)[1])
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "ist nicht lesbar (nicht erlaubt): das Training" in known(load_memory(path)[1])


def test_nothing_is_translated_that_nobody_says() -> None:
    core = Path(load_settings.__code__.co_filename).parent
    source = "".join((core / name).read_text("utf-8") for name in ("settings.py", "analysis.py"))
    assert all(sentence in source for sentence in german.EXACT)
