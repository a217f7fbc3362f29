"""What stands on the card while one straps on."""

from __future__ import annotations

from collections.abc import Callable

from dashboard import words
from dashboard.glance.card import Card
from imu.coach.strapon import STILL_S, Step, StrapShot
from imu.view.band import SHOWN_REPS


def strap_card(shot: StrapShot) -> Card:
    """The card of a step."""
    return _CARDS[shot.step](shot)


def _where(shot: StrapShot) -> Card:
    del shot
    return Card(words.STRAP_WHERE, hint=words.STRAP_WHERE_HINT)


def _stand(shot: StrapShot) -> Card:
    left = max(1, round(STILL_S - shot.stood_s + 0.49))
    said = words.STRAP_MOVED if shot.has_moved and not shot.stood_s else words.STRAP_STANCE
    return Card(words.STRAP_STAND, str(left), (said,), words.STRAP_SKIP)


def _hinges(shot: StrapShot) -> Card:
    said = words.STRAP_EASY
    if shot.reason:
        said = words.NOT_COUNTED.format(reason=words.short_reason(shot.reason))
    elif shot.is_late:
        said = words.STRAP_LATE
    clock = words.STRAP_OF.format(count=min(shot.count, SHOWN_REPS), of=SHOWN_REPS)
    return Card(words.STRAP_HINGE, clock, (said,), words.STRAP_SKIP)


def _fits(shot: StrapShot) -> Card:
    del shot
    return Card(words.STRAP_FITS, "", words.STRAP_FITS_LINES, words.STRAP_FITS_HINT)


_CARDS: dict[Step, Callable[[StrapShot], Card]] = {
    Step.WHERE: _where,
    Step.STAND: _stand,
    Step.HINGES: _hinges,
    Step.FITS: _fits,
    Step.OVER: lambda _: Card(),
}
