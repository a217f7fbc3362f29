"""Pairing two streams by turns: losses, turns the wrong way round, and what never comes."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.drivers.byorder import CERTAIN, LIKELY, MAX_AHEAD, Stream, Turns
from imu.drivers.samples import join
from imu.drivers.troubles import Troubles
from tests.drivers.turns import ACC, GYR, Arrival, Link, numbered, offsets_of

both = pytest.mark.parametrize("patience", [CERTAIN, LIKELY])


def without(arrived: list[Arrival], *lost: Arrival) -> list[Arrival]:
    return [one for one in arrived if one not in lost]


@both
@pytest.mark.parametrize("first", [ACC, GYR])
def test_turns_that_all_arrive_are_paired_and_nothing_is_noted(
    patience: int, first: Stream
) -> None:
    troubles = Troubles()
    arrived = Link(first).turns(500)
    off = offsets_of(arrived, first=first, patience=patience, troubles=troubles)
    assert off.tolist() == [0.0] * 500
    assert troubles.count == 0


@pytest.mark.parametrize("stream", [ACC, GYR])
@pytest.mark.parametrize("first", [ACC, GYR])
def test_through_one_channel_a_loss_costs_its_turn_and_nothing_else(
    first: Stream, stream: Stream
) -> None:
    troubles = Troubles()
    arrived = without(Link(first).turns(60), (stream, 20), (stream, 40), (stream, 41))
    off = offsets_of(arrived, first=first, patience=CERTAIN, troubles=troubles)
    assert off.tolist() == [0.0] * 57
    assert troubles.count == 3
    assert "without rates" in str(troubles.last)


@both
@pytest.mark.parametrize("stream", [ACC, GYR])
@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_an_offset_is_taken_back_and_does_not_add_up(patience: int, stream: Stream, n: int) -> None:
    arrived = Link().turns(1000)
    lost = [(stream, number) for begin in range(50, 900, 200) for number in range(begin, begin + n)]
    troubles = Troubles()
    off = offsets_of(without(arrived, *lost), patience=patience, troubles=troubles)
    assert abs(off).max() <= n
    assert troubles.count > 0
    for begin in range(50, 900, 200):
        settled = slice(begin + LIKELY - begin // 200 * n, begin + 100 - begin // 200 * n)
        assert abs(off[settled]).max() == 0.0


@pytest.mark.parametrize("swapped", [0.02, 0.3])
def test_turns_the_wrong_way_round_are_no_losses(swapped: float) -> None:
    troubles = Troubles()
    off = offsets_of(Link(swapped=swapped).turns(2000), troubles=troubles)
    assert off.tolist() == [0.0] * 2000
    assert troubles.count == 0


@pytest.mark.parametrize("burst", [2, 4, 5])
def test_bursts_handed_on_stream_by_stream_are_no_losses(burst: int) -> None:
    troubles = Troubles()
    plain = [(stream, number - 10) for stream, number in Link().turns(10)]
    off = offsets_of([*plain, *Link(burst=burst).turns(2000)], troubles=troubles)
    assert off.tolist() == [0.0] * 2010
    assert troubles.count == 0


@pytest.mark.parametrize("burst", [2, 4, 5])
def test_one_at_the_very_beginning_shifts_by_less_than_a_burst(burst: int) -> None:
    shuffled = sorted(Link().turns(burst), key=lambda one: one[0].value)
    later = [(stream, number + burst) for stream, number in Link(burst=burst).turns(2000)]
    off = offsets_of([*shuffled, *later])
    assert 0.0 <= off.min() <= off.max() < burst


@pytest.mark.parametrize("link", [Link(), Link(GYR), Link(swapped=0.3), Link(burst=3)], ids=str)
@pytest.mark.parametrize("lost", [0.002, 0.02, 0.1])
def test_however_much_is_lost_the_offset_stays_small(link: Link, lost: float) -> None:
    off = offsets_of(link.turns(6_000, lost=lost), first=link.first)
    assert abs(off).max() <= MAX_AHEAD
    assert float((off**2).mean()) ** 0.5 < 2.5
    assert len(off) > 6_000 * (1.0 - 2.0 * lost) * 0.99


def test_where_the_order_is_not_known_it_is_one_block_and_stays_one() -> None:
    off = offsets_of(Link(GYR).turns(2000, lost=0.002), first=ACC, patience=CERTAIN)
    assert set(off.tolist()) <= {-1.0, 0.0}
    assert (off == -1.0).mean() > 0.99


@both
@pytest.mark.parametrize("alone", [ACC, GYR])
def test_what_came_before_the_other_stream_has_no_partner(patience: int, alone: Stream) -> None:
    early = [(alone, number) for number in range(-30, 0)]
    off = offsets_of([*early, *Link().turns(50)], patience=patience)
    assert off.tolist() == [0.0] * 50


@both
@pytest.mark.parametrize("alone", [ACC, GYR])
def test_a_stream_that_never_comes_is_noted(patience: int, alone: Stream) -> None:
    troubles = Troubles()
    turns = Turns("test", troubles, ACC, patience)
    assert all(len(turns.add(alone, numbered(number))) == 0 for number in range(100))
    assert troubles.count == 100 // MAX_AHEAD
    assert "does not come" in str(troubles.last)


@both
@pytest.mark.parametrize("lost", [ACC, GYR])
def test_a_stream_that_stops_and_comes_back_is_paired_anew(patience: int, lost: Stream) -> None:
    troubles = Troubles()
    arrived = Link().turns(400)
    gone = [(lost, number) for number in range(100, 200)]
    off = offsets_of(without(arrived, *gone), patience=patience, troubles=troubles)
    assert troubles.count > 0
    assert off[:100].tolist() == [0.0] * 100
    assert off[-150:].tolist() == [0.0] * 150


def test_blocks_of_different_length_are_not_mixed() -> None:
    troubles = Troubles()
    turns = Turns("test", troubles)
    assert len(turns.add(ACC, numbered(0, 3))) == 0
    assert len(turns.add(GYR, numbered(0, 1))) == 0
    assert "different length" in str(troubles.last)
    turns.add(ACC, numbered(1, 3))
    got = turns.add(GYR, numbered(1, 3))
    assert got.acc_m_s2.tolist() == got.gyr_rad_s.tolist() == [[1.0] * 3] * 3


def test_samples_are_of_the_right_stream() -> None:
    turns = Turns("test", Troubles())
    turns.add(ACC, numbered(5))
    got = turns.add(GYR, numbered(7))
    assert got.acc_m_s2.tolist() == [[5.0] * 3]
    assert got.gyr_rad_s.tolist() == [[7.0] * 3]


@both
@given(st.lists(st.sampled_from([ACC, GYR]), max_size=300))
def test_no_order_makes_it_grow_or_invent(patience: int, order: list[Stream]) -> None:
    turns = Turns("test", Troubles(), ACC, patience)
    got = [turns.add(stream, np.full((1, 3), 1.0)) for stream in order]
    assert len(join(got)) <= min(order.count(ACC), order.count(GYR))
    assert len(pickle.dumps(turns)) < 6_000
