"""The page in German: all of it, and nothing of it in English; in both, nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import msgspec
import pytest
from matplotlib.figure import Figure

from imu import Settings
from imu.asymmetry import MEASURES, Verdict, compare
from imu.asymmetry.words import title_text, verdict_text
from imu.cli.keeping import EXERCISE
from imu.cli.reporttext import text_of
from imu.ladder import RUNGS
from imu.language import LANGUAGES, Language
from imu.recording import Pain, read_recording
from imu.report import Page, Report, page_of, report_of, worked_of
from imu.report.canvas import INCH_MM, TEXT_PT, Canvas, millimetres
from imu.report.charts import draw
from imu.report.english import Words
from imu.report.german import German
from imu.report.html import html_of
from imu.report.layout import fitting_scale, height_mm
from imu.report.legtable import legs_remarks
from imu.report.pdf import figure_of, pdf_of
from imu.report.sizes import HEIGHT_MM, ROW_HEIGHTS_MM, picture_width_mm
from imu.report.typeset import width_mm
from imu.report.words import ENGLISH, words_of
from imu.simulated import EXERCISE as SIMULATED
from imu.trend import Says
from tests.asymmetry.people import apart, check
from tests.report.examples import REPORTS, changed_report, crowded, report, weeks
from tests.report.test_html import every_text, parsed
from tests.report.test_pdf import pages_of
from tests.texts import placeholders, texts

SAMPLE = Path(__file__).parents[2] / "recordings" / "simulated_left-right"
IN_ENGLISH, IN_GERMAN = texts(Words), texts(German)
THE_SAME = {
    "BAND_RANGES[0]",
    "BLOCK",
    "CENTIMETRES",
    "CURVE_LEG",
    "FLAGGED",
    "HAND",
    "HEALTH",
    "HERTZ",
    "KILOGRAMS",
    "LEG_HEAD",
    "NONE",
    "NO_DIRECTION",
    "PAIN_AT",
    "PERSON",
    "PRESCRIBED",
    "SCORE",
    "SENSOR",
    "TIMES",
}
"""Texts that are equal in German and English, each looked at."""

ENGLISH_WORDS = re.compile(
    r"\b(?:a|an|and|are|as|at|by|done|felt|for|from|have|is|it|leg|left|legs|not|of|on|or|pain"
    r"|rep|reps|right|session|sessions|set|sets|step|tall|than|that|the|this|to|with)\b"
)
"""Words that no German sentence of the page has."""


def german(one: Report) -> Page:
    return page_of(one, UTC, "de")


@cache
def of_demo() -> Report:
    """Report on the recording that comes with the program."""
    return report_of([worked_of(read_recording(SAMPLE), Settings())])


def impersonal(one: Report) -> Report:
    """Make a report in which nobody wrote anything."""
    pain = tuple(Pain(when=when, score=2.5, where="low-back") for when in Words.PAIN)
    known = {"load": None, "notes": "", "pain": pain, "stop_reason": "", "remarks": ()}
    if one.session.exercise and "<" in one.session.exercise:
        known |= {"person": None, "exercise": None, "hand_support": "wall"}
    sensors = tuple(msgspec.structs.replace(sensor, health=()) for sensor in one.session.sensors)
    return changed_report(one, **known, sensors=sensors)


# -- the tables -----------------------------------------------------------------------------------


def test_german_has_every_text_and_none_that_nobody_asks_for() -> None:
    assert IN_GERMAN.keys() == IN_ENGLISH.keys()


def test_nothing_is_left_in_english() -> None:
    alike = {place for place in IN_ENGLISH if IN_ENGLISH[place] == IN_GERMAN[place]}
    assert alike == THE_SAME


def test_what_is_filled_in_is_the_same() -> None:
    for place, text in IN_ENGLISH.items():
        assert placeholders(IN_GERMAN[place]) == placeholders(text), place


def test_whatever_the_core_may_name_has_a_name() -> None:
    for words in map(words_of, LANGUAGES):
        assert set(words.VERDICTS) == set(Verdict)
        assert set(words.SAYS) == set(Says)
        assert set(words.MEASURES) == set(words.SHORT_TITLES) == {m.metric for m in MEASURES}
        assert set(words.RUNGS) == {rung.key for rung in RUNGS}
        assert {EXERCISE, SIMULATED} <= set(words.EXERCISES)


def test_the_rule_is_told_as_the_terminal_tells_it() -> None:
    now = apart(30.0, name="now", day=9.0)
    before = apart(30.0, name="before", day=5.0, first="right")
    for lives in ([now], [check(), before, now], [apart(1.0)]):
        found = compare(lives)
        one = found.findings[0]
        assert legs_remarks(found, ENGLISH)[0] == f"{title_text(one)}: {verdict_text(one)}"


# -- the page -------------------------------------------------------------------------------------


def test_a_german_page_in_its_own_words() -> None:
    one = german(report())
    assert (one.title, one.subtitle) == (
        "Bericht über ein Training",
        "20.11.2026, 10:00 · 1:25 min aufgenommen",
    )
    head = {pair.name: pair.text for pair in one.head}
    assert head["Last"] == "red band, 2,5 kg"
    assert head["Stufe"] == "Ein Bein"
    assert head["Hand"] == "Stuhl"
    assert head["Sensor links"] == "Polar Verity Sense, Firmware 2.1, 100 Hz"
    felt = {pair.name: pair.text for pair in one.felt}
    assert felt["Schmerz danach"] == "2,5 (left hip)"
    assert one.dose_said[2].endswith("war sie meist: tiefer als dein Bereich.")
    depth = next(row for row in one.legs.rows if row[0] == "Tiefe (angeleitet) in °")
    assert re.fullmatch(r"25,\d \(2\d,\d–2\d,\d\)", depth[1])
    assert depth[6] == "kein Unterschied erkannt"
    assert one.trend[-1].startswith("Nächste Stufe, ein Vorschlag nach fester Regel: eine Stufe")
    assert "(Beide Füße, mit Band). Der Schmerz war 2,5 von 10." in one.trend[-1]


@pytest.mark.parametrize("name", [*REPORTS, "demo"])
def test_no_english_is_left(name: str) -> None:
    made = of_demo() if name == "demo" else impersonal(REPORTS[name]())
    page = german(made)
    said = [*every_text(page), *(picture.alt for row in page.pictures for picture in row)]
    said = [text.replace(f"Aufnahme {made.session.recording};", "") for text in said]
    for text in said:
        assert not ENGLISH_WORDS.findall(text), text
    whole = "\n".join(said)
    bare = {place: text for place, text in IN_ENGLISH.items() if place not in THE_SAME}
    for place, text in bare.items():
        for part in re.split(r"\{[^}]*\}", text):
            if len(re.findall(r"[A-Za-z]{3,}", part)) > 1:
                assert part.strip() not in whole, place


@pytest.mark.parametrize("name", [*REPORTS, "demo"])
def test_every_number_has_a_comma(name: str) -> None:
    made = of_demo() if name == "demo" else impersonal(REPORTS[name]())
    page = german(made)
    assert not re.search(r"\d\.\d", str((page.dose, page.legs, page.felt, page.remarks)))
    without_versions = re.sub(r"Firmware \S+|Kickstand \S+|\d\d\.\d\d\.\d{4}", "", text_of(page))
    assert not re.findall(r"\S*\d\.\d\S*", without_versions)


def test_remarks_of_the_program_are_german_and_notes_of_a_person_are_theirs() -> None:
    note = "Simulated (own plan, seed 4): nobody wore these sensors."
    remark = "left.imu.csv: the last line was torn and is left out"
    made = changed_report(report(), notes=note, remarks=(remark,), simulated=True)
    assert german(made).notes == (
        "Simuliert (eigener Plan, Startwert 4): Niemand hat diese Sensoren getragen."
    )
    assert "Left.imu.csv: Die letzte Zeile war abgerissen und ist ausgelassen" in (
        german(made).remarks
    )
    written = changed_report(report(), notes="You took it back.", simulated=False)
    assert german(written).notes == "You took it back."


def test_what_a_sensor_lacks_is_german() -> None:
    slow = "The sensor sends 50 samples a second."
    one = report("left")
    sensor = msgspec.structs.replace(one.session.sensors[0], health=(slow,), gaps=1, lost_s=1.25)
    said = german(changed_report(one, sensors=(sensor,))).remarks
    assert said == (
        "Links: 1,2 s Messwerte fehlen in 1 Lücke.",
        "Sensor links: Der Sensor sendet 50 Messwerte je Sekunde.",
    )


def test_what_differs_is_said_in_german() -> None:
    now = apart(30.0, name="now", day=9.0)
    before = apart(30.0, name="before", day=5.0, first="right")
    single, both = (
        legs_remarks(compare(lives), words_of("de"))[0] for lives in ([now], [check(), before, now])
    )
    assert single.startswith(
        "Tempo hinauf (vorher gewählt): Unterschied in diesem Training, rechts 30 % mehr. Noch"
        " nicht beständig: ein einzelnes Training zeigt es so"
    )
    assert both == (
        "Tempo hinauf (vorher gewählt): beständiger Unterschied, rechts 30 % mehr, wie in before."
    )


def test_what_was_left_out_says_why_in_german() -> None:
    now = apart(30.0, name="now", day=9.0)
    like = msgspec.structs.replace(now.conditions, load="red band", rung="both-feet")
    other = replace(apart(30.0, name="other", day=5.0), conditions=like)
    said = legs_remarks(compare([other, now]), words_of("de"))[-1]
    assert said.startswith("Nicht verwendet: other: andere Stufe: both-feet statt one-leg; andere")


# -- on paper -------------------------------------------------------------------------------------


def test_a_browser_is_told_the_language() -> None:
    for language in LANGUAGES:
        reader, _ = parsed(html_of(page_of(report(), UTC, language), report()))
        assert ("html", "lang", language) in reader.attributes


@pytest.mark.parametrize("name", REPORTS)
def test_a_german_page_is_one_page_with_every_word(name: str) -> None:
    one = REPORTS[name]()
    page = german(one)
    assert height_mm(page, fitting_scale(page)) <= HEIGHT_MM
    assert pages_of(pdf_of(page, one)) == 1
    _, text = parsed(html_of(page, one))
    for said in every_text(page):
        assert " ".join(said.split()) in text


@pytest.mark.parametrize("name", ["usual", "weeks"])
def test_a_usual_german_page_is_no_smaller_than_an_english_one(name: str) -> None:
    assert fitting_scale(german(REPORTS[name]())) == 1.0


def test_pictures_have_the_comma_and_the_names_of_the_legs() -> None:
    figure = Figure(figsize=(millimetres(60.0), millimetres(30.0)))
    draw(figure, "intervals", report(), words=words_of("de"))
    axes = cast("Any", figure).axes[0]
    axes.set_xlim(-0.3, 0.3)
    cast("Any", figure).draw_without_rendering()
    said = {one.get_text() for one in axes.get_xticklabels()}
    assert "0,2" in said
    assert "◂ mehr links · mehr rechts ▸" in {one.get_text() for one in figure.texts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_pictures_have_room(language: Language) -> None:
    for make in (report, _weeks, crowded):
        for row in page_of(make(), UTC, language).pictures:
            for picture in row:
                room = picture_width_mm(len(row))
                assert width_mm(picture.title, TEXT_PT, bold=True) <= room, picture.title


def _weeks() -> Report:
    return report_of(weeks(6))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [1.0, 0.7])
@pytest.mark.parametrize("key", ["depth", "curve", "intervals", "speed", "feeling"])
def test_no_word_of_a_picture_is_cut_off_or_covers_another(
    language: Language, scale: float, key: str
) -> None:
    row = 0 if key in ("depth", "curve", "intervals") else 1
    width, height = picture_width_mm(3 - row), scale * ROW_HEIGHTS_MM[row]
    with mpl.rc_context({"text.hinting": "none"}):
        figure = Figure(figsize=(millimetres(width), millimetres(height)))
        draw(figure, key, crowded(), Canvas.whole(figure), words_of(language))
        boxes = list(_boxes(figure))
    for text, (left, bottom, right, top) in boxes:
        assert min(left, bottom) >= -0.1, text
        assert right <= width + 0.1, text
        assert top <= height + 0.1, text
    for (one, here), (other, there) in combinations(boxes, 2):
        beside = here[2] <= there[0] + 0.1 or there[2] <= here[0] + 0.1
        above = here[3] <= there[1] + 0.7 or there[3] <= here[1] + 0.7  # boxes are whole lines
        assert beside or above, (one, other)


def _boxes(figure: Figure) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Give every text of a picture with its left, bottom, right and top edge, mm."""
    drawn = cast("Any", figure)
    drawn.draw_without_rendering()
    for one in _texts(figure):
        box = one.get_window_extent()
        if one.get_text().strip():
            yield one.get_text(), tuple(edge * INCH_MM / drawn.dpi for edge in box.extents)


def _texts(figure: Figure) -> Iterator[Any]:
    """Give what is written in a picture; ticks beyond the ends of an axis are not."""
    yield from figure.texts
    for axes in cast("Any", figure).axes:
        yield from axes.texts
        legend = axes.get_legend()
        yield from legend.get_texts() if legend is not None else ()
        for axis in (axes.xaxis, axes.yaxis):
            yield axis.label
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
            yield from (label for at, label in ticks if low <= at <= high)


def test_letters_stand_on_one_line() -> None:
    one = report()
    bottoms = {
        text.strip(): round(edges[1], 3)
        for text, edges in _boxes(figure_of(german(one), one))
        if text.strip() in ("Person", "Übung", "Stufe")
    }
    assert len(bottoms) == 3
    assert len(set(bottoms.values())) == 1
