"""The glance layer in small, above the details."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dashboard.glance.badge import SideBadge
from dashboard.glance.count import CountWidget
from dashboard.glance.notes import NoteLine
from dashboard.glance.phase import PhaseWord
from dashboard.glance.states import badge_of, count_of, note_of, phase_of
from dashboard.theme import Theme
from imu.view import SideView, Snapshot


class Header(QWidget):
    """Side, count, phase and note in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._badge, self._count, self._phase, self._note = (
            SideBadge(),
            CountWidget(),
            PhaseWord(),
            NoteLine(),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for part, share in ((self._badge, 4), (self._count, 3), (self._phase, 5), (self._note, 6)):
            layout.addWidget(part, share)
        self.setMinimumHeight(48)
        self.setMaximumHeight(96)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for part in (self._badge, self._count, self._phase, self._note):
            part.set_theme(theme)

    def show_snapshot(self, snapshot: Snapshot, side: SideView) -> None:
        """Draw this from now on."""
        self._badge.show_state(badge_of(snapshot, side))
        self._count.show_state(count_of(side))
        self._phase.show_state(phase_of(side))
        self._note.show_state(note_of(snapshot, side))
