"""The exercise drawn for this product: six steps for every rung, and where the sensor goes."""

from dashboard.howto.page import HowToPage
from dashboard.howto.steps import Way, way_of
from dashboard.howto.strap import StrapDrawing

__all__ = ["HowToPage", "StrapDrawing", "Way", "way_of"]
