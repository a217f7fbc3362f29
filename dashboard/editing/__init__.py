"""The page on which a person corrects the count of one recording."""

from dashboard.editing.correcting import Correcting
from dashboard.editing.page import EditPage

__all__ = ["Correcting", "EditPage"]
