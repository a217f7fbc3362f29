"""How the settings look: Qt's own widgets in the colours of a theme, scaled with the window."""

from __future__ import annotations

from dashboard.theme import Theme

_BODY, _HINT, _TITLE, _GROUP = 0.026, 0.02, 0.042, 0.03
"""Heights of the fonts as shares of the window's: to be read from the chair."""


def style_of(theme: Theme, unit: float) -> str:
    """The style sheet for a window `unit` px high, times the scale of the text.

    What is pressed is told by a filled button against a framed one, not by a hue.
    """
    edge = max(1, round(0.002 * unit))
    return f"""
        QWidget {{ font-size: {_px(_BODY, unit)}px; color: {theme.text};
            background: {theme.back}; }}
        QLabel#title {{ font-size: {_px(_TITLE, unit)}px; font-weight: bold; }}
        QLabel#group {{ font-size: {_px(_GROUP, unit)}px; font-weight: bold; }}
        QLabel#hint {{ font-size: {_px(_HINT, unit)}px; color: {theme.dim}; }}
        QPushButton {{ background: {theme.panel}; border: {edge}px solid {theme.line};
            border-radius: {_px(0.008, unit)}px;
            padding: {_px(0.006, unit)}px {_px(0.018, unit)}px; }}
        QPushButton:checked {{ background: {theme.text}; color: {theme.back}; }}
        QPushButton:focus {{ border: {2 * edge}px solid {theme.left}; }}
        QSlider {{ min-height: {_px(0.04, unit)}px; border: {2 * edge}px solid {theme.back};
            border-radius: {_px(0.008, unit)}px; }}
        QSlider:focus {{ border-color: {theme.left}; }}
        QSlider::groove:horizontal {{ height: {_px(0.008, unit)}px; background: {theme.line};
            border-radius: {_px(0.004, unit)}px; }}
        QSlider::sub-page:horizontal {{ background: {theme.text};
            border-radius: {_px(0.004, unit)}px; }}
        QSlider::handle:horizontal {{ width: {_px(0.024, unit)}px;
            margin: {-_px(0.008, unit)}px 0; background: {theme.text};
            border: {2 * edge}px solid {theme.back}; border-radius: {_px(0.012, unit)}px; }}
        QScrollArea {{ border: none; }}
        QScrollBar:vertical {{ width: {_px(0.014, unit)}px; background: {theme.back}; }}
        QScrollBar::handle:vertical {{ background: {theme.line};
            border-radius: {_px(0.007, unit)}px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: {theme.back}; }}
    """


def _px(share: float, unit: float) -> int:
    return max(1, round(share * unit))
