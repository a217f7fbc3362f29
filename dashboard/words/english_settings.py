"""What the settings are called and mean, in English."""

from __future__ import annotations

SETTINGS_TITLE = "Settings"
SETTINGS_GROUPS = {"sound": "What you hear", "screen": "What you see"}
SETTINGS_NAMES = {
    "sound": "Sound",
    "count": "Count and announcements",
    "tones": "Tones",
    "cues": "Hints on each rep",
    "volume": "Volume",
    "count_at": "A rep is counted",
    "headphone_delay_s": "Headphones are late by",
    "theme": "Colours",
    "language": "Language",
    "text_scale": "Size of the text",
    "distance_m": "Distance from the screen",
    "reduced_motion": "No flashing",
}
SETTINGS_HINTS = {
    "sound": "",
    "count": "Numbers, “last one”, “change legs”.",
    "tones": "",
    "cues": "“A little deeper”: once a rep, and only where it differs from your plan.",
    "volume": "",
    "count_at": "In the next session.",
    "headphone_delay_s": "The number on the screen waits for wireless headphones.",
    "theme": "",
    "language": "",
    "text_scale": "",
    "distance_m": "",
    "reduced_motion": "A sign that stays for a while instead of an edge that lights up.",
}
SETTINGS_CHOICES = {
    "sound": {"off": "Off", "on": "On"},
    "count": {"off": "Off", "on": "On"},
    "tones": {"off": "Off", "on": "On"},
    "cues": {"off": "Off", "on": "On"},
    "count_at": {"return": "When you are back up", "bottom": "At the bottom"},
    "theme": {"dark": "Dark", "light": "Light", "system": "As the system"},
    "language": {"system": "As the system", "en": "English", "de": "Deutsch"},
    "distance_m": {"1": "1 m", "2": "2 m", "3": "3 m", "4": "4 m"},
    "reduced_motion": {"off": "Off", "on": "On"},
}
SETTINGS_LEVELS = {
    "volume": "{value:.0f} %",
    "headphone_delay_s": "{value:.2f} s",
    "text_scale": "{value:.0f} %",
}
SETTINGS_TEST = "Test sounds (S)"
SETTINGS_BACK = "Back (Esc)"
