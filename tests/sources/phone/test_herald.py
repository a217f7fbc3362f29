"""What is told of a phone while a session runs."""

from __future__ import annotations

from imu.samples import Side
from imu.sources.phone import sensorlogger
from imu.sources.phone.feed import PhoneFeed
from imu.sources.phone.herald import Herald
from tests.hinges import hinges
from tests.sources.phone.phones import pushed


def herald() -> tuple[Herald, PhoneFeed]:
    feed = PhoneFeed("right")
    feeds: dict[Side, PhoneFeed] = {"right": feed}
    return Herald("Sensor Logger", feeds), feed


def test_phone_is_waited_for_then_heard_then_missed() -> None:
    telling, feed = herald()
    states: list[str] = [report.state for report in telling.due(0.0)]
    for at_s, body in pushed(hinges([], 2.0)):
        feed.take(at_s, sensorlogger.decode(body))
    for now_s in (2.1, 6.0):
        states += [report.state for report in telling.due(now_s)]
    assert states == ["searching", "streaming", "stalled"]


def test_without_news_there_is_one_report_a_second() -> None:
    telling, _ = herald()
    assert sum(len(telling.due(n / 10)) for n in range(35)) == 4


def test_what_the_person_should_do_is_told() -> None:
    telling, feed = herald()
    assert telling.due(0.0)[0].advice
    feed.refuse("Switch the gyroscope on")
    assert telling.due(1.0)[0].advice == "Switch the gyroscope on"
