"""Pages that need no session, as they look: for `kickstand pictures`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.howto.page import HowToPage
from dashboard.howto.steps import Way
from dashboard.howto.strap import StrapDrawing
from dashboard.safety import SafetyPage

AnyPage = HowToPage | SafetyPage | StrapDrawing


@dataclass(frozen=True, slots=True)
class PageExample:
    """A page: how it is made."""

    name: str
    make: Callable[[], AnyPage]
    is_light: bool = False


def _alone() -> HowToPage:
    page = HowToPage(Way.ONE_LEG, "right")
    page.choose(4)
    return page


PAGES = (
    PageExample("howto-both-feet", lambda: HowToPage(Way.BOTH_FEET)),
    PageExample("howto-both-feet-band", lambda: HowToPage(Way.BOTH_FEET_BAND), is_light=True),
    PageExample("howto-one-leg", lambda: HowToPage(Way.ONE_LEG)),
    PageExample("howto-one-leg-light", lambda: HowToPage(Way.ONE_LEG), is_light=True),
    PageExample("howto-band", lambda: HowToPage(Way.ONE_LEG_BAND, "left")),
    PageExample("howto-weights", lambda: HowToPage(Way.ONE_LEG_WEIGHTS, "left"), is_light=True),
    PageExample("howto-alone", _alone),
    PageExample("safety", SafetyPage),
    PageExample("safety-light", SafetyPage, is_light=True),
    PageExample("strap", lambda: StrapDrawing("left")),
    PageExample("strap-light", lambda: StrapDrawing("both"), is_light=True),
)
