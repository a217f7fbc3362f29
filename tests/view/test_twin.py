"""What is seen of what is heard: one flash, never too many, or a sign."""

from __future__ import annotations

import pytest

from imu.view.twin import FLASH_S, SIGN_S, Edge, Kind, Sounded, Twin

SEVEN = Sounded(Kind.COUNT, "7")
REST = Sounded(Kind.LINE, "rest")
DEEPER = Sounded(Kind.CUE, "deeper")
READY = Sounded(Kind.TONE, "ready")


def test_nothing_is_seen_of_silence() -> None:
    assert Twin().edge(5.0) == Edge()


def test_a_sound_lights_the_edge_once() -> None:
    twin = Twin()
    twin.notice(SEVEN, 10.0)
    assert twin.edge(10.0).lit == SEVEN
    assert twin.edge(10.0 + 0.99 * FLASH_S).lit == SEVEN
    assert twin.edge(10.0 + FLASH_S).lit is None


def test_the_count_needs_no_sign_for_it_stands_on_the_screen() -> None:
    twin = Twin()
    twin.notice(SEVEN, 10.0)
    assert twin.edge(10.0).sign is None


@pytest.mark.parametrize("sounded", [REST, DEEPER])
def test_what_is_said_can_be_read_for_a_while(sounded: Sounded) -> None:
    twin = Twin()
    twin.notice(sounded, 10.0)
    assert twin.edge(10.0 + 0.99 * SIGN_S) == Edge(None, sounded)
    assert twin.edge(10.0 + SIGN_S) == Edge()


def test_there_are_never_three_flashes_in_a_second() -> None:
    twin, was_lit = Twin(), False
    begun: list[float] = []
    for n in range(400):
        now_s = n / 100.0
        twin.notice(SEVEN, now_s)
        is_lit = twin.edge(now_s).lit is not None
        if is_lit and not was_lit:
            begun.append(now_s)
        was_lit = is_lit
    assert len(begun) == 8
    assert max(sum(at <= one < at + 1.0 for one in begun) for at in begun) == 2


def test_what_comes_too_soon_for_a_flash_can_still_be_read() -> None:
    twin = Twin()
    twin.notice(SEVEN, 10.0)
    twin.notice(DEEPER, 10.1)
    assert twin.edge(10.1) == Edge(SEVEN, DEEPER)


@pytest.mark.parametrize("sounded", [SEVEN, READY, REST, DEEPER])
def test_who_wants_no_motion_gets_a_sign_that_stays(sounded: Sounded) -> None:
    twin = Twin(still=True)
    twin.notice(sounded, 10.0)
    assert twin.edge(10.0) == twin.edge(10.0 + 0.9 * SIGN_S) == Edge(None, sounded)


def test_a_clock_that_starts_anew_shows_nothing_old() -> None:
    twin = Twin()
    twin.notice(REST, 10.0)
    assert twin.edge(2.0) == Edge()
