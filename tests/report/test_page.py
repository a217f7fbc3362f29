"""The page in words."""

from __future__ import annotations

import dataclasses
from datetime import UTC, timedelta, timezone

import msgspec
import pytest

from imu.recording import Pain
from imu.report import Page, page_of, report_of
from imu.report.page import date_text
from imu.report.pieces import Pair
from imu.report.words import ENGLISH
from imu.samples import Flag, Reason
from imu.targets import Range
from imu.trend import Says
from tests.report.examples import (
    BEGAN,
    HOSTILE,
    changed_report,
    crowded,
    empty,
    on_day,
    page,
    report,
    stopped_for_pain,
    weeks,
    worked,
)


def named(pairs: tuple[Pair, ...]) -> dict[str, str]:
    return {pair.name: pair.text for pair in pairs}


def texts_of(one: Page) -> str:
    """Every word of the page."""
    return str(dataclasses.astuple(one))


# -- head and feelings ----------------------------------------------------------------------------


def test_who_when_and_with_what() -> None:
    one = page()
    assert one.subtitle == "2026-11-20 10:00 · 1:25 min recorded"
    assert named(one.head) == {
        "Person": "M.",
        "Exercise": "kickstand hinge",
        "Step": "One leg",
        "Load": "red band, 2.5 kg",
        "Block": "12 cm",
        "Hand": "chair",
        "Sensor left": "Polar Verity Sense, firmware 2.1, 100 Hz",
        "Sensor right": "Polar Verity Sense, firmware 2.1, 100 Hz",
    }


def test_what_nobody_noted_is_said_to_be_so() -> None:
    one = page_of(report_of([empty()]))
    assert one.subtitle.startswith("date not noted")
    assert set(named(one.head).values()) >= {"not noted"}
    assert named(one.head)["Sensor right"] == "Polar Verity Sense, firmware 2.1, 100 Hz"
    assert named(one.felt) == {
        "Pain before": "not noted",
        "Pain after": "not noted",
        "Effort": "not noted",
    }


@pytest.mark.parametrize(
    ("rung", "stance", "step"),
    [
        ("both-feet-band", None, "Both feet, with a band"),
        ("my own step", "one-leg", "my own step"),
        (None, "one-leg", "one leg"),
        (None, "on a ball", "on a ball"),
        (None, None, "not noted"),
    ],
)
def test_the_step_in_the_words_that_there_are(
    rung: str | None, stance: str | None, step: str
) -> None:
    assert named(page(rung=rung, stance=stance).head)["Step"] == step


def test_how_it_felt_with_its_place() -> None:
    assert named(page().felt) == {
        "Pain since last time": "0",
        "Pain before": "1 (left hip)",
        "Pain after": "2.5 (left hip)",
        "Effort": "6",
    }


def test_of_several_answers_the_worst_is_told() -> None:
    told = tuple(Pain(when="between", score=score, where=f"place {score}") for score in (1, 4, 2))
    assert named(page(pain=told).felt)["Pain between sets"] == "4 (place 4)"


def test_an_answer_of_another_time_is_told_too() -> None:
    felt = named(page(pain=(Pain(when="at night", score=3),)).felt)
    assert felt["Pain, at night"] == "3"


def test_the_limit_and_the_reason_for_stopping() -> None:
    felt = named(page(pain_limit=3.0, stop_reason="A sting").felt)
    assert felt["Pain allowed by plan"] == "3"
    assert felt["Reason for stopping"] == "A sting"


def test_the_date_is_told_in_the_zone_asked_for() -> None:
    assert date_text(BEGAN.timestamp(), UTC, ENGLISH) == "2026-11-20 10:00"
    assert (
        date_text(BEGAN.timestamp(), timezone(timedelta(hours=14)), ENGLISH) == "2026-11-21 00:00"
    )


# -- prescribed and done --------------------------------------------------------------------------


def test_prescribed_against_done() -> None:
    table = page().dose
    assert table.head[:3] == ("Leg", "Prescribed", "Done, set by set")
    left, right = table.rows
    assert left[:3] == ("left", "2 × 5", "5 · 5")
    assert left[3].endswith("(2.0–any–any)")
    assert left[4] == "47 (45)"
    assert left[5:] == ("0 of 10", "–")
    assert right[0] == "right"


def test_what_was_missed_most_is_said_once_a_leg() -> None:
    assert page().dose_said == (
        "100 % of the prescribed reps were done.",
        "In brackets: as prescribed.",
        "Left: where a rep was not as planned, it was mostly: deeper than your band.",
        "Right: where a rep was not as planned, it was mostly: deeper than your band.",
    )


def test_a_leg_that_was_prescribed_and_not_done_has_its_row() -> None:
    table = page("left").dose
    assert [row[:3] for row in table.rows] == [
        ("left", "2 × 5", "5 · 5"),
        ("right", "2 × 5", "none"),
    ]
    assert page("left").dose_said[0] == "50 % of the prescribed reps were done."


def test_without_a_plan_nothing_was_prescribed() -> None:
    one = page_of(report_of([stopped_for_pain()]))
    assert one.dose.rows[0][1] == "–"
    assert one.dose.rows[0][5] == "–"
    assert one.dose_said == ("No plan was noted.",)


def test_a_set_that_was_stopped_for_pain_is_named() -> None:
    one = page_of(report_of([stopped_for_pain()]))
    assert one.dose.rows[0][6] == "set 1: pain"
    assert named(one.felt)["Reason for stopping"] == "A sting in the left hip"


def test_on_both_feet_each_leg_has_what_both_were_prescribed() -> None:
    one = report()
    done = msgspec.structs.replace(one.done, planned_legs=("both",), reps={"both": (5, 5)})
    rows = page_of(msgspec.structs.replace(one, done=done)).dose.rows
    assert [row[:2] for row in rows] == [("left", "2 × 5"), ("right", "2 × 5")]


def test_of_very_many_sets_some_are_shown() -> None:
    one = page_of(crowded())
    assert one.dose.rows[0][2] == " · ".join(["10"] * 8) + " · … (12 more)"
    assert one.dose.rows[0][6] == "set 1: pain; set 2: by the person; … (18 more)"


# -- left and right -------------------------------------------------------------------------------


def test_both_legs_values_come_first_then_the_difference() -> None:
    one = page()
    assert one.legs_title == "Left and right"
    assert one.legs.head == (
        "Median (range)",
        "left: 10 reps, 2 sets",
        "right: 10 reps, 2 sets",
        "right minus left",
        "95 % interval",
        "would show from",
        "What can be said",
    )
    depth = next(row for row in one.legs.rows if row[0] == "Depth (guided), °")
    assert depth[1].startswith("25.")
    assert depth[3] == "0 %"
    assert depth[4].startswith("−")
    assert depth[6] == "no difference detected"
    assert len(one.legs.rows) == 7


def test_the_rules_sentence_on_the_measure_chosen_beforehand() -> None:
    said = page().legs_said
    assert said[0].startswith(
        "Speed on the way up (chosen beforehand): no difference detected. One"
    )
    assert "tiredness or practice" in said[-1]


def test_one_leg_has_its_values_and_what_is_missing() -> None:
    one = page("right")
    assert one.legs_title == "The measured leg: right"
    assert one.legs.head == ("Median (range)", "right: 10 reps, 2 sets")
    assert one.legs_said == ("Not enough data for a comparison: only one leg was measured.",)


def test_legs_of_unknown_side_are_a_and_b() -> None:
    one = page("right", "unknown")
    assert one.legs_title == "A and B"
    assert one.legs.head[3] == "B minus A"
    assert "right" not in str(one.legs) + str(one.legs_said)
    assert [row[0] for row in one.dose.rows[:2]] == ["A", "B"]


def test_too_few_reps_say_which_and_how_many() -> None:
    one = page_of(report_of([stopped_for_pain()]))
    assert "Not enough data for a comparison: only one leg was measured." in one.legs_said


def test_an_empty_recording_says_so_everywhere() -> None:
    one = page_of(report_of([empty()]))
    assert one.dose.rows == (("right", "–", "none", "–", "–", "–", "–"),)
    assert one.pictures == ((), ())
    assert one.remarks == ("Nothing to remark.",)
    assert {row[1] for row in one.legs.rows} == {"–"}


# -- sessions, remarks, notes, method -------------------------------------------------------------


def test_a_single_session_has_no_trend() -> None:
    assert page().trend[0] == "There is no earlier session to put beside this one."
    assert (
        page()
        .trend[-1]
        .startswith(
            "Next step, a suggestion by rule: one step down (Both feet, with a band). Pain was 2.5"
        )
    )


def test_few_sessions_name_no_direction() -> None:
    said = page_of(report_of(weeks(3))).trend
    assert said[0] == "3 of 3 sessions are alike (step, load, hand, rate, versions)."
    assert said[1].startswith("A direction is named from 6 sessions on.")


def test_many_sessions_without_a_direction_say_so() -> None:
    said = page_of(report_of(weeks(6))).trend
    assert "no trend detected" in said[1]


def test_a_direction_is_named_with_its_slope() -> None:
    found = report_of(weeks(6))
    lines = list(found.series.lines)
    lines[0] = msgspec.structs.replace(
        lines[0], says=Says.RISING, per_week=0.5, per_week_low=0.25, per_week_high=0.75
    )
    series = msgspec.structs.replace(found.series, lines=tuple(lines))
    said = page_of(msgspec.structs.replace(found, series=series)).trend
    assert said[1] == "Speed on the way up, left: rising, +0.50 °/s a week (+0.25 to +0.75)."


def test_flags_refusals_and_sensors_are_told() -> None:
    one = report("left")
    leg = msgspec.structs.replace(
        one.session.legs[0], flags={"partial": 1, "odd": 2}, refused={"walking": 4, "step": 1}
    )
    sensor = msgspec.structs.replace(
        one.session.sensors[0], gaps=2, lost_s=1.25, health=("It slipped.",)
    )
    said = page_of(changed_report(one, legs=(leg,), sensors=(sensor,))).remarks
    assert said == (
        "Left: 5 movements not counted (walking 4, stepping 1).",
        "Left: 1 rep shallower than half of the usual, not counted; 2 reps odd.",
        "Left: 1.2 s of samples missing in 2 gaps.",
        "Sensor left: It slipped.",
    )


def test_what_two_sensors_have_in_common_is_told_once() -> None:
    one = report()
    sensors = tuple(
        msgspec.structs.replace(sensor, health=("Slow.",)) for sensor in one.session.sensors
    )
    assert "Sensor left and right: Slow." in page_of(changed_report(one, sensors=sensors)).remarks


def test_the_method_tells_limits_versions_and_hashes() -> None:
    one, session = page(), report().session
    assert one.limits.startswith("Not a medical device.")
    method = " ".join(one.method)
    for told in (
        "not hip or spine angle",
        "±5°",
        session.version,
        f"metrics version {session.metrics_version}",
        session.settings_hash,
        session.input_hash,
    ):
        assert told in method


def test_a_simulation_says_so_at_the_top() -> None:
    assert page(simulated=True).warning.startswith("SIMULATED")
    assert page(simulated=False).warning == ""


def test_no_word_judges_a_leg() -> None:
    for one in (page(), page_of(crowded()), page_of(report_of([empty()]))):
        text = texts_of(one).lower()
        assert not any(word in text for word in ("imbalance", "better", "worse", "score"))


def test_texts_of_others_are_short_and_plain() -> None:
    one = page_of(crowded())
    assert len(one.notes) <= 400
    assert max(len(pair.text) for pair in (*one.head, *one.felt)) <= 100
    assert max(len(pair.name) for pair in one.felt) <= 40
    assert all(text.isprintable() for text in (one.notes, *one.remarks))
    assert HOSTILE[:30] in named(one.head)["Person"]


# -- pictures -------------------------------------------------------------------------------------


def test_pictures_there_are_and_what_is_on_them() -> None:
    first, second = page().pictures
    assert [one.key for one in first] == ["depth", "curve", "intervals"]
    assert second == ()
    assert "Left: median 25, from 25 to 25. Right: median 25" in first[0].alt
    assert "Band aimed at: 20–24°" in first[0].alt
    assert "mean peak 25 degrees" in first[1].alt
    assert [one.key for one in page_of(report_of(weeks(3))).pictures[1]] == ["speed", "feeling"]


@pytest.mark.parametrize(
    ("band", "told"),
    [
        (Range(20.0, 29.0), "20–29°"),
        (Range(None, 29.0), "up to 29°"),
        (Range(20.0, None), "from 20°"),
        (Range(), ""),
    ],
)
def test_a_band_may_be_open(band: Range, told: str) -> None:
    alt = page(band=band).pictures[0][0].alt
    assert alt.endswith(f"Band aimed at: {told}") is bool(told)
    assert ("aimed" in alt) is bool(told)


def test_one_leg_has_no_interval() -> None:
    assert [one.key for one in page("left").pictures[0]] == ["depth", "curve"]


def test_sessions_without_a_date_make_no_line() -> None:
    found = [on_day(worked("left", "right"), 0.0, "a"), worked("left", "right")]
    undated = [
        type(one)(
            dataclasses.replace(one.legs, started_s=None, input_hash=str(n)),
            msgspec.structs.replace(one.done, started_s=None),
            one.facts,
        )
        for n, one in enumerate(found)
    ]
    assert page_of(report_of(undated)).pictures[1] == ()


def test_every_reason_has_words() -> None:
    assert set(ENGLISH.REASONS) == {reason.value for reason in Reason}


def test_every_flag_has_words() -> None:
    assert set(ENGLISH.FLAGS) == {flag.value for flag in Flag}
