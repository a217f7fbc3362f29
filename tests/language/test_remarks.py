"""What the program remarks on recordings is known in German, as it is really remarked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import imu
from imu.demonstration import demo_session
from imu.language import germancore_remarks as remarks
from imu.language.germancore import SENTENCES
from imu.recording import folder, read_recording, recover
from imu.simulated import recording_of

HEADER = "time_s,acc_x_m_s2,acc_y_m_s2,acc_z_m_s2,gyr_x_rad_s,gyr_y_rad_s,gyr_z_rad_s"


def a_recording(path: Path, rows: str, header: str = HEADER) -> Path:
    path.mkdir()
    (path / "session.json").write_text('{"schema_version": 1, "complete": false}')
    (path / "left.imu.csv").write_text(f"{header}\n{rows}")
    return path


def row(n: int, more: str = "") -> str:
    return f"{n / 100},0,0,9.8,0,0,0{more}\n"


def said(path: Path) -> tuple[str, ...]:
    return read_recording(path).notes


def test_whatever_reading_remarks_is_known(tmp_path: Path) -> None:
    rows = "".join(row(n, ",1.5,2") for n in range(200))
    path = a_recording(tmp_path / "one", f"{rows}9,,0,9.8,0,0,0,1,2\n9.5,0,0", f"{HEADER},seq,odd")
    (path / "left.imu.json").write_text('{"SamplingFrequency": 50}')
    (path / "mine.imu.csv").write_text("")
    (path / "right.imu.csv").write_text(f"{HEADER}\n")
    (path / "events.csv").write_text("")
    found = said(path)
    assert len(found) == 9
    for note in found:
        assert SENTENCES.unknown(note) == [], note
        assert SENTENCES.translated(note) != note


def test_a_rescue_is_told(tmp_path: Path) -> None:
    path = a_recording(tmp_path / "one", "".join(map(row, range(200))))
    (note,) = recover(path).session.remarks
    assert SENTENCES.translated(note) == "Gerettet: Die Aufnahme wurde nie ordentlich beendet"


@pytest.mark.parametrize("why", ["_NO_ROOM", "_NOT_LATER", "_NO_TIME", "_MALFORMED"])
def test_rows_that_are_lost_are_told(why: str) -> None:
    assert SENTENCES.unknown(f"3 rows were {getattr(folder, why)}") == []


def test_a_simulation_says_in_german_that_it_is_one() -> None:
    made = recording_of(demo_session(), "demo", "Simulated: nobody wore these sensors")
    for text in (*made.notes, made.session.notes):
        assert SENTENCES.translated(text).startswith("Simuliert")


def test_one_row_and_several() -> None:
    one, many = "1 row is left out: there is no gravity at that time", "3 rows are left out, with"
    assert (
        SENTENCES.translated(one) == "1 Zeile ist ausgelassen: Zu dieser Zeit fehlt die Schwerkraft"
    )
    assert SENTENCES.translated(f"a.csv: {many} a time that does not fit between the others") == (
        "a.csv: 3 Zeilen sind mit unpassender Zeit ausgelassen"
    )


def test_nothing_is_translated_that_nobody_remarks() -> None:
    """Every piece of text between holes stands somewhere in the core's source."""
    files = Path(imu.__file__).parent.rglob("*.py")
    source = "".join(
        "".join(file.read_text("utf-8").split()) for file in files if "language" not in file.parts
    )
    source = re.sub(r'"f?"', "", source).lower()
    for sentence in (*remarks.EXACT, *remarks.PATTERNS):
        if sentence.startswith("{count} rows were"):  # see above
            continue
        text = sentence.replace("1 row is", "{}").replace("{count} rows are", "{}")
        for part in re.split(r"\{\w*\}|\(|[,;] ", text):
            bare = "".join(part.removeprefix(": ").split()).strip("().:").lower()
            assert bare in source, sentence
