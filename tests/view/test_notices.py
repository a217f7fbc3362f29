"""What a person is told besides the count: once for each thing, and only what holds."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from imu.sources.news import LinkReport, LinkState
from imu.view import SideView
from imu.view.link import LinkView
from imu.view.notices import notices_of
from tests.gui.scenes import LEFT, RIGHT, snapshot

NEW = replace(RIGHT, sets=(), is_in_set=False)


def said(*sides: SideView) -> list[str]:
    return [one.sentence for one in notices_of(snapshot(*sides))]


@pytest.mark.parametrize(
    ("side", "link", "expected"),
    [
        (RIGHT, None, []),
        (RIGHT, LinkView(80.0, 99.0, 100.0, 1.0, 4.0), []),
        (NEW, LinkView(20.0), []),
        (NEW, LinkView(19.0), ["19 % of its charge is left. It should do for one training."]),
        (RIGHT, LinkView(19.0), []),
        (RIGHT, LinkView(9.0), ["Only 9 % of its charge is left. Charge it after this training."]),
        (NEW, LinkView(9.0), ["Only 9 % of its charge is left. Charge it after this training."]),
        (RIGHT, LinkView(None, 99.0, 100.0, 4.9, 4.0), []),
    ],
)
def test_charge_is_told_while_something_can_be_done(
    side: SideView, link: LinkView | None, expected: list[str]
) -> None:
    assert said(replace(side, link=link)) == [f"Right sensor: {one}" for one in expected]


@pytest.mark.parametrize(
    ("link", "begin"),
    [
        (LinkView(None, 95.0, 100.0, 5.0, 4.0), "5 % of its samples are lost."),
        (LinkView(None, 70.0, 100.0, 0.0, 4.0), "Only 70 of 100 samples a second arrive."),
        (LinkView(None, 70.0, 100.0, 30.0, 4.0), "30 % of its samples are lost."),
    ],
)
def test_a_weak_radio_is_told_with_what_to_do(link: LinkView, begin: str) -> None:
    (sentence,) = said(replace(LEFT, link=link))
    assert sentence.startswith(f"Left sensor: {begin} Come nearer")


def test_what_is_found_of_the_strap_is_told_of_its_leg() -> None:
    slipped = "The sensor slipped by about 31° on the thigh. Tighten the strap."
    assert said(LEFT, replace(RIGHT, health=(slipped,))) == [f"Right sensor: {slipped}"]
    assert said(replace(RIGHT, side="unknown", health=(slipped,))) == [f"Sensor: {slipped}"]


def test_the_same_thing_keeps_its_key_while_its_numbers_change() -> None:
    first, second = (
        notices_of(snapshot(replace(RIGHT, link=LinkView(percent)))) for percent in (9.0, 8.0)
    )
    assert first[0].key == second[0].key
    assert first[0].sentence != second[0].sentence
    both = notices_of(snapshot(*(replace(one, link=LinkView(9.0)) for one in (LEFT, RIGHT))))
    assert len({one.key for one in both}) == 2


def test_nothing_is_told_after_the_end() -> None:
    side = replace(RIGHT, link=LinkView(3.0), health=("Something.",))
    assert notices_of(snapshot(side, is_ended=True)) == ()


def test_what_a_link_goes_on_without_is_a_notice() -> None:
    report = LinkReport(
        time_s=1.0,
        side="right",
        state=LinkState.STREAMING,
        code="not-aligned",
        sentence="They could not agree",
        advice="Nothing is to be done",
    )
    assert LinkView.of(report).remark == "They could not agree. Nothing is to be done."
    waiting = msgspec.structs.replace(report, state=LinkState.WAITING)
    assert LinkView.of(waiting).remark == "", "that is told in place of the picture"
    assert LinkView.of(msgspec.structs.replace(report, code="")).remark == ""
    told = notices_of(snapshot(replace(RIGHT, link=LinkView.of(report))))
    assert [notice.sentence for notice in told if "agree" in notice.sentence] == [
        "Right sensor: They could not agree. Nothing is to be done."
    ]
