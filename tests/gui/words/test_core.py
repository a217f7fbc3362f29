# pyright: reportPrivateUsage=false
# What the core says is looked up where it stands, public or not.
"""What the core says in English can be shown in German: every sentence of every table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import words
from dashboard.sound import Backend, Player
from dashboard.words.language import Language
from imu.counter import gate, quality
from imu.counter.clipping import _clipped
from imu.counter.gravity import _uneven
from imu.counter.health import HealthWatch
from imu.counter.legchange import change_sentence, confirmed_sentence
from imu.counter.rates import differs, too_slow
from imu.counter.strap import _LOOSE, _OTHER_LEG, _slipped, _turned
from imu.counter.swapped import _SWAPPED
from imu.counter.turning import _WRONG_AXES, _wrong_scale
from imu.drivers.capture2go.driver import DRIVER as CAPTURE2GO
from imu.drivers.dot.connection import _LAST_WORDS
from imu.drivers.dot.driver import DRIVER as DOT
from imu.edits import motion
from imu.errors import ImuError, RecordingError
from imu.language import (
    germancore_boards,
    germancore_files,
    germancore_remarks,
    germancore_sensors,
    germancore_settings,
)
from imu.language.germancore import SENTENCES
from imu.language.sentences import Sentences
from imu.library import back_up, delete, delete_everything, parse
from imu.library.keeping import _IN_THE_WAY
from imu.recording.place import cannot_write
from imu.samples import Reason
from imu.sources.ble import aligning, failures, link
from imu.sources.ble.failures import Fault, LinkError
from imu.sources.phone import herald
from imu.view import sentence
from imu.view.link import LinkView
from imu.view.notices import notices_of
from tests.gui.scenes import RIGHT, snapshot
from tests.gui.words.core_legs import said_of_legs
from tests.gui.words.core_progress import said_of_progress

HEALTH = [
    _SWAPPED,
    _WRONG_AXES,
    _OTHER_LEG,
    _LOOSE,
    _wrong_scale(57.3),
    _slipped(31.0),
    _turned(40.0),
    _turned(179.0),
    _clipped(0, 4.36),
    _clipped(1, 39.2),
    _uneven(9.1, 10.4),
    *too_slow(25.0),
    *too_slow(60.0),
    *differs(130.0, 100.0),
    *(found for unit in (11.5, 1.0, 1000.0) for found in HealthWatch(100)._offset([unit] * 3)),
]
"""One of each finding about a sensor."""

LINKS = [
    *link._SAYINGS.values(),
    link._STALLED_ADVICE,
    herald._WAITING,
    herald._WAITING_ADVICE,
    herald._STALLED,
    herald._STALLED_ADVICE,
    *(aligning._AGREEING.format(terms.takes_s) for terms in (DOT.alignment, CAPTURE2GO.alignment)),
    *(text for words_of in _LAST_WORDS.values() for text in words_of),
]

FAULTS = [
    LinkError(fault, system=system) for fault in Fault for system in ("linux", "darwin", "win32")
]

NOTICES = [
    notice.sentence
    for link in (
        LinkView(9.0),
        LinkView(19.0),
        LinkView(None, 70.0, 100.0, 0.0, 4.0),
        LinkView(None, 70.0, 100.0, 30.0, 4.0),
        LinkView(remark=str(LinkError(Fault.NOT_ALIGNED))),
    )
    for notice in notices_of(snapshot(replace(RIGHT, link=link, sets=(), is_in_set=False)))
]

EDITS = [
    f"{motion._NO_CYCLE.capitalize()}. {motion._WHOLE}",
    "No movement is chosen. Click on one, or choose one with ← →.",
    "What is chosen is no rep. Choose a rep, or press R to make it one.",
    "The side of this sensor is not known. Say which leg it was with 'kickstand edit side'.",
    f"{motion._TOO_FEW.capitalize()}. {motion._WHOLE}",
    "There is no edit to take back. Nothing is to be done.",
    "The last edit was no undo. Take an edit back first.",
    "There is no rep at 4.5 s. Choose a time within a rep.",
    "There is a rep at 4.5 s already. Reject that one first, or choose other times.",
    "The rep at 4.5 s does not count anyway. Nothing is to be done.",
    "The rep at 4.5 s is left out already. Nothing is to be done.",
    "The rep at 4.5 s counts already. Nothing is to be done.",
    "No set has reps on both sides of 4.5 s. Choose a time between two reps of one set.",
    "There are no two sets that 4.5 s lies in or between. Choose a time between the two.",
    "There is no rep from 4.5 to 9.0 s. Choose a span with a rep in it.",
    (
        "No hinge axis was found on the left leg, so nothing can be measured. Correct a leg on"
        " which some reps were found."
    ),
]
"""Why a correction cannot be made; `tests/gui/editing` has what really comes of it."""

KEPT_AS_IT_IS = [
    ("was never closed", "Recover it first"),
    ("may still be running", "Stop it first, or wait five seconds"),
    ("cannot be deleted (full)", "Where there is no trash, delete it for good"),
    ("cannot be deleted (full)", _IN_THE_WAY),
    ("cannot be written (full)", "Free some space, or choose another place"),
    ("is being changed by another programme", "Try again in a moment, or close the other one"),
    ("was changed by another programme", "Open the recording again"),
    (
        "comes with Kickstand and stays as it is",
        "Change a copy of it: 'kickstand samples -o DIR' makes one",
    ),
    ("exists already and is not overwritten", "Choose another name"),
]
"""As `imu.library` says it of a recording that is in the way; its own tests bring these about."""


def refused(work: Callable[[], object]) -> str:
    """Say why something cannot be done."""
    with pytest.raises(ImuError) as caught:
        work()
    return str(caught.value)


SAMPLES = Path(__file__).parents[3] / "recordings"
PLACE = Path("there") / "is no" / "such place"
LIBRARY = [
    *(refused(lambda word=word: parse([word])) for word in ("who:anna", "since:soon", "is:odd")),
    refused(lambda: delete(PLACE)),
    refused(lambda: back_up(PLACE, PLACE)),
    refused(lambda: back_up(SAMPLES, SAMPLES)),
    refused(lambda: delete_everything(PLACE, "no")),
    str(cannot_write(PLACE, OSError("full"))),
    *(str(RecordingError(PLACE, problem, advice)) for problem, advice in KEPT_AS_IT_IS),
    f"Recorded in {PLACE}",
    f"Recorded in {PLACE}, as the first place has failed",
]
"""What keeps a recording from being found, named, packed or deleted."""

SAID = {
    *EDITS,
    *LIBRARY,
    *NOTICES,
    *said_of_legs(),
    *said_of_progress(),
    *(sentence(reason) for reason in (*Reason, "partial")),
    *gate.SENTENCES.values(),
    *quality.SENTENCES.values(),
    *(quality.as_planned(6, 8, reason) for reason in ("", *quality.SENTENCES.values())),
    *(finding.message for finding in HEALTH),
    *(change_sentence(leg) for leg in ("left", "right")),
    *(confirmed_sentence(leg) for leg in ("left", "right")),
    *LINKS,
    *(error.problem for error in FAULTS),
    *(error.advice for error in FAULTS),
    LinkView(12.0).battery,
    LinkView(80.0).battery,
    LinkView(None, 99.8, 100.0, 0.5, 4.0).radio,
    LinkView(None, None, None, 0.5, 4.0).radio,
    "Left sensor: Samples have stopped coming. Press its button; if it stays dark, charge it.",
}


@pytest.mark.parametrize("text", sorted(SAID))
def test_every_sentence_is_known(text: str) -> None:
    assert SENTENCES.unknown(text) == [], "to be added to imu/language/germancore.py"
    words.use(Language.DE)
    assert words.of_core(text) != text
    words.use(Language.EN)
    assert words.of_core(text) == text


def test_nothing_is_translated_that_nobody_says() -> None:
    core = {text[:1].upper() + text[1:].rstrip(".") for text in SAID} | {
        text.rstrip(".") for text in SAID
    }
    parts = {part.rstrip(".") for text in core for part in text.split(". ")}
    late = {  # made while a session runs
        "Switch it on in the app",
        "the loudspeaker or headphones were lost",
        "the sounds that belong to Kickstand cannot be read",
        "Counting goes on",
        "Simulated: nobody wore these sensors",
        (
            "The gyroscope reads faster turns than a thigh can make: probably degrees per second"
            " that were taken for radians"
        ),
        "The count may be wrong and angles surely are; this sensor needs to be replaced",
    }
    # `test_files`, `test_boards`, `test_sensors` and `tests/language` have those.
    elsewhere = {
        *germancore_files.EXACT,
        *germancore_boards.EXACT,
        *germancore_sensors.EXACT,
        *germancore_remarks.EXACT,
        *germancore_settings.EXACT,
    }
    assert set(SENTENCES.exact) - core - parts - elsewhere == late


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("You took it back.", "Du hast es zurückgenommen."),
        ("You took it back", "Du hast es zurückgenommen"),
        (
            "6 of 8 as planned (mostly: deeper than your band)",
            "6 von 8 wie geplant (meist: tiefer als dein Bereich)",
        ),
        (
            "Free your foot, then move the sensor to the right leg.",
            "Löse den Fuß, dann setz den Sensor ans andere Bein: rechts.",
        ),
        ("Left sensor: Connecting.", "Sensor links: Wird verbunden."),
        ("battery 12 %: charge it", "noch 12 % geladen: lade ihn auf"),
        (
            "99.8 of 100 Hz, 0.5 % lost, jitter 4 ms",
            "99,8 von 100 Hz, 0,5 % verloren, Schwankung 4 ms",
        ),
        ("0.5 % lost, jitter 4 ms", "0,5 % verloren, Schwankung 4 ms"),
        (
            "left: 1 of 2 sets with 3 reps or more",
            "links: 1 von 2 Sätzen mit mindestens 3 Wiederholungen",
        ),
        ("it is not over 12.5°", "er liegt nicht über 12,5°"),
        ("load not noted instead of red band", "andere Last: nicht notiert statt red band"),
        ("50 Hz instead of unknown rate", "andere Rate: 50 Hz statt unbekannte Rate"),
        ("Connecting. Nobody wrote this. Connecting.", None),
        ("", ""),
        ("9 of something else.", "9 of something else."),
    ],
)
def test_examples(english: str, german: str | None) -> None:
    words.use(Language.DE)
    kept = "Wird verbunden. Nobody wrote this. Wird verbunden."
    assert words.of_core(english) == (kept if german is None else german)


def test_what_is_unknown_is_told() -> None:
    assert SENTENCES.unknown("Connecting. Nobody wrote this.") == ["Nobody wrote this."]


def test_a_pattern_means_its_text_literally() -> None:
    few = Sentences({}, {"A (b) {n}.5": "C {n}"}, {"one": "eins"})
    assert few.translated("A (b) one.5") == "C eins"
    assert few.translated("A b one.5") == "A b one.5"


def test_the_sound_tells_its_trouble() -> None:
    player = Player(Backend.NULL)
    player._fail("the loudspeaker or headphones were lost")
    assert player.problem is not None
    words.use(Language.DE)
    assert words.of_core(player.problem) == (
        "Kein Ton: Lautsprecher oder Kopfhörer sind weg. Gezählt wird weiter."
    )


def test_the_core_has_no_fault_that_is_missing_here() -> None:
    assert set(failures._SAYINGS) == set(Fault)
