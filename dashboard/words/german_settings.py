"""What the settings are called and mean, in German."""

from __future__ import annotations

SETTINGS_TITLE = "Einstellungen"
SETTINGS_GROUPS = {"sound": "Was du hörst", "screen": "Was du siehst"}
SETTINGS_NAMES = {
    "sound": "Ton",
    "count": "Zählen und Ansagen",
    "tones": "Töne",
    "cues": "Hinweise zu jeder Wiederholung",
    "volume": "Lautstärke",
    "count_at": "Gezählt wird",
    "headphone_delay_s": "Kopfhörer hinken nach um",
    "theme": "Farben",
    "language": "Sprache",
    "text_scale": "Schriftgröße",
    "distance_m": "Abstand vom Bildschirm",
    "reduced_motion": "Nichts blinkt",
}
SETTINGS_HINTS = {
    "sound": "",
    "count": "Zahlen, „noch eine“, „Beinwechsel“.",
    "tones": "",
    "cues": "„Etwas tiefer“: einmal je Wiederholung, und nur, wenn sie von deinem Plan abweicht.",
    "volume": "",
    "count_at": "Ab dem nächsten Training.",
    "headphone_delay_s": "Die Zahl auf dem Bildschirm wartet auf drahtlose Kopfhörer.",
    "theme": "",
    "language": "",
    "text_scale": "",
    "distance_m": "",
    "reduced_motion": "Ein Zeichen, das eine Weile steht, statt eines Rands, der aufleuchtet.",
}
SETTINGS_CHOICES = {
    "sound": {"off": "Aus", "on": "An"},
    "count": {"off": "Aus", "on": "An"},
    "tones": {"off": "Aus", "on": "An"},
    "cues": {"off": "Aus", "on": "An"},
    "count_at": {"return": "Wenn du oben bist", "bottom": "Ganz unten"},
    "theme": {"dark": "Dunkel", "light": "Hell", "system": "Wie das System"},
    "language": {"system": "Wie das System", "en": "English", "de": "Deutsch"},
    "distance_m": {"1": "1 m", "2": "2 m", "3": "3 m", "4": "4 m"},
    "reduced_motion": {"off": "Aus", "on": "An"},
}
SETTINGS_LEVELS = {
    "volume": "{value:.0f} %",
    "headphone_delay_s": "{value:.2f} s",
    "text_scale": "{value:.0f} %",
}
SETTINGS_TEST = "Ton ausprobieren (S)"
SETTINGS_BACK = "Zurück (Esc)"
