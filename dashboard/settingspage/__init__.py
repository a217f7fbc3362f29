"""The page on which a person says how they like it. Changes apply at once."""

from dashboard.settingspage.page import SettingsPage

__all__ = ["SettingsPage"]
