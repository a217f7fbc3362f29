"""The card between the sets: everything on it stands apart, however much there is to say."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.glance.card import Card, StageCard
from dashboard.theme import DARK
from tests.gui.test_glance import inked

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("lines", range(1, 6))
@pytest.mark.parametrize("clock", ["", "0:42"])
@pytest.mark.parametrize("size", [(620, 430), (900, 520), (1300, 730)])
def test_lines_and_hint_never_overlap(lines: int, clock: str, size: tuple[int, int]) -> None:
    card = StageCard()
    card.set_theme(DARK)
    card.resize(*size)
    texts = tuple("Hxxp" for _ in range(lines))
    card.show_state(Card("REST", clock, texts, "HINT"))
    rows = inked(card, DARK.back).all(axis=1)
    blocks = np.count_nonzero(np.diff(np.concatenate([[True], rows, [True]]).astype(int)) == -1)
    assert blocks == 1 + bool(clock) + lines + 1
    card.deleteLater()
