"""The page on which a person corrects the count of one recording."""

from dashboard.editing.desk import Desk
from dashboard.editing.page import EditPage

__all__ = ["Desk", "EditPage"]
