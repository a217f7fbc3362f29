"""Every text of the window in German, under the names of `dashboard.words.english`."""

from __future__ import annotations

from dashboard.words.german_connect import *  # noqa: F403 - one table
from dashboard.words.german_editing import *  # noqa: F403 - one table
from dashboard.words.german_exercise import *  # noqa: F403 - one table
from dashboard.words.german_legs import *  # noqa: F403 - one table
from dashboard.words.german_library import *  # noqa: F403 - one table
from dashboard.words.german_pages import *  # noqa: F403 - one table
from dashboard.words.german_progress import *  # noqa: F403 - one table
from dashboard.words.german_settings import *  # noqa: F403 - one table
from imu.coach.lines import Line
from imu.samples import Flag, Reason
from imu.sources.ble import Signal
from imu.view import Word
from imu.view.connectshot import Lack, Search

TITLE = "Kickstand"

SIDES = {"left": "LINKS", "right": "RECHTS", "unknown": "SENSOR"}
SIDE_NAMES = {
    "left": "links",
    "right": "rechts",
    "unknown": "Seite unbekannt",
    "either": "ein Bein von beiden",
}

PHASES = {
    Word.BEGIN: "BEGINN",
    Word.READY: "BEREIT",
    Word.DOWN: "RUNTER",
    Word.HOLD: "HALTEN",
    Word.UP: "HOCH",
    Word.REST: "PAUSE",
    Word.LOST: "WEG",
    Word.OFF: "AUS",
    Word.STRAP: "ANLEGEN",
}

REASONS: dict[str, str] = {
    Reason.WALKING: "gegangen",
    Reason.STEP: "ein Schritt",
    Reason.HANDLING: "Sensor bewegt",
    Reason.OUT_OF_PLANE: "seitwärts",
    Reason.TOO_FAST: "zu schnell",
    Reason.TOO_SMALL: "zu klein",
    Reason.ISOLATED: "einzeln",
    Reason.IDLE_LEG: "anderes Bein",
    Reason.GAP: "Messlücke",
    Reason.SIT: "gesessen",
    Reason.UNDONE: "zurückgenommen",
    Flag.PARTIAL: "halb so tief",
}

FLAGS: dict[str, str] = {
    Flag.PARTIAL: "weniger als halb so tief",
    Flag.PULSE: "zweimal getaucht",
    Flag.NOT_TALL: "nicht ganz aufrecht",
    Flag.SQUAT_LIKE: "wie eine Kniebeuge",
    Flag.UNCERTAIN: "Messlücke",
    Flag.UNDONE: "zurückgenommen",
    Flag.EDITED: "berichtigt",
    Flag.EXCLUDED: "nicht in den Werten",
}

NOT_COUNTED = "nicht gezählt: {reason}"
BEGIN_HINT = "Beuge dreimal die Hüfte: Das zählt schon."
CHANGE_HINT = "{sentence} Dann drücke C."
LOST_HINT = "Sensor seit {seconds:.0f} s weg: Halte still, er kommt von selbst wieder."
REST_CLOCK = "PAUSE {minutes}:{seconds:02d}"
COUNT_OF = "{count} von {target} Wiederholungen"
COUNT = "{count} Wiederholungen"
DOTS = "{dots} gesehen, noch nicht gezählt"
GAUGE = "Oberschenkel {tilt:.0f} Grad geneigt"
GAUGE_UNKNOWN = "Neigung noch nicht bekannt"
SIDE_SPOKEN = "Bein: {side}"

TILT_TITLE = "Neigung des Oberschenkels gegen aufrecht, °"
WOBBLE_TITLE = "Wackeln des Oberschenkels, ° — {frontal} und {transverse}"
FRONTAL, TRANSVERSE = "seitlich", "in Drehung"
ACC_TITLE = "Spezifische Kraft, m/s²"
GYR_TITLE = "Drehrate, °/s"
REPS_TITLE = "Wiederholungen"
REJECTED_TITLE = "Nicht gezählt, und warum"
QUALITY_TITLE = "Empfang"
BALANCE_TITLE = "Gleichgewicht"
BALANCE_CAPTION = "Ruhe des Oberschenkels, nicht Gewicht auf dem Bein"
BALANCE_WAIT = "Jede Wiederholung eines Beins wird hier ein Punkt."
BALANCE_NOW = "jetzt: {frontal:.1f}° seitlich, {transverse:.1f}° in Drehung"

REP_COLUMNS = (
    "Bein",
    "Satz",
    "Wdh.",
    "Tiefe",
    "Runter",
    "Halt",
    "Hoch",
    "Seitlich",
    "Drehung",
    "Bemerkungen",
)
REP_TIPS = (
    "Das Bein, das gearbeitet hat",
    "Der wievielte Satz auf diesem Bein",
    "Wie laut gezählt wurde",
    "Größte Neigung des Oberschenkels gegen aufrecht, Grad",
    "Exzentrische Phase, s",
    "Am tiefsten Punkt, s",
    "Konzentrische Phase, s",
    "Seitliches Wackeln, Grad (RMS)",
    "Wackeln um die Längsachse des Oberschenkels, Grad (RMS)",
    "Was an dieser Wiederholung besonders ist",
)
REJECTED_COLUMNS = ("Zeit", "Bein", "Warum nicht")

MEASURE = "{value:.1f}{unit}"
QUALITY = "{side}: {rate:.0f} Hz, {received:.1f} % der Messwerte der letzten {seconds:.0f} s"
QUALITY_GAP = "bisher 1 Lücke ({missing:.1f} s fehlen)"
QUALITY_GAPS = "bisher {gaps} Lücken ({missing:.1f} s fehlen)"
QUALITY_NO_GAPS = "bisher keine Lücke"
QUALITY_NONE = "{side}: keine Messwerte"

DONE_TITLE = "Training beendet"
DONE_STOPPED = "Abgebrochen"
DONE_FAILED = "Durch einen Fehler beendet"
DONE_ROWS = (
    "Wiederholungen je Satz",
    "Wiederholungen insgesamt",
    "Tiefe gegen aufrecht",
    "Runter",
    "Am tiefsten Punkt",
    "Hoch",
    "Wackeln seitlich",
    "Wackeln in Drehung",
)
DONE_NOTHING = "kein Satz"
DONE_SPREAD = "{middle}  ({low} bis {high})"
DONE_PLANNED = "{side}, Satz {set}: {planned}."
DONE_SETS_OF = "{sets} Sätze zu {reps}"
DONE_MORE = " und {rest} weitere"
DONE_LEGEND = (
    "Median aller gezählten Wiederholungen, in Klammern die kleinste und die größte. Tiefe ist "
    "die Neigung des Oberschenkels: auf ±5° genau, und tiefer ist nicht besser. Gewackelt hat der "
    "Oberschenkel; wie viel Gewicht auf dem Bein war, ist nicht bekannt. Ob sich die Beine "
    "unterscheiden, zeigt erst mehr als ein Training."
)
DONE_NOT_COUNTED = "Nicht gezählt"
DONE_ALL_COUNTED = "Alles, was nach einer Wiederholung aussah, wurde gezählt."
DONE_FILES = "Dateien: {folder}"
DONE_NO_FILES = "Nichts wurde gespeichert. „kickstand demo -o ORDNER“ behält eine Vorführung."
DONE_SIMULATED = "Eine simulierte Person; niemand hat diese Sensoren getragen."
DONE_PAIN = "wegen Schmerzen beendet"
DONE_PERSON = "von Hand beendet"
DONE_GAP = "{side}: 1 Lücke in den Messwerten."
DONE_GAPS = "{side}: {gaps} Lücken in den Messwerten."

AGAIN = "Von vorn (Pos1)"
PLAY, PAUSE = "Weiter (Leertaste)", "Anhalten (Leertaste)"
BACK_REP, NEXT_REP = "Vorige Wiederholung (,)", "Nächste Wiederholung (.)"
BACK_SET, NEXT_SET = "Voriger Satz (Bild auf)", "Nächster Satz (Bild ab)"
SPEED = "Tempo (+ und -)"
SPEED_MAX = "max"
DETAIL = "Einzelheiten (D)"
THEME = "Dunkel oder hell (T)"
MUTE, UNMUTE = "Ton aus (M)", "Ton an (M)"
FULL = "Vollbild (F)"
KEYS = "Tasten (?)"
TIMELINE = "Zeitleiste: Klicke, um dorthin zu springen"
TIMELINE_SPOKEN = "{now} von {end}"

HELP_TITLE = "Tasten"
HELP = (
    ("Leertaste", "anhalten, weiter"),
    ("← →", "5 s zurück, 5 s vor"),
    (", .", "vorige, nächste Wiederholung"),
    ("Bild auf, Bild ab", "voriger, nächster Satz"),
    ("Pos1", "von vorn"),
    ("+ -", "schneller, langsamer"),
    ("E", "die Zählung berichtigen"),
    ("D", "Einzelheiten: Kurven, Tabellen, Empfang"),
    ("L R", "in den Einzelheiten das linke, das rechte Bein zeigen"),
    ("C", "ein Sensor: Bein wechseln; dann: er sitzt am anderen Bein"),
    ("V, G", "nach dem Ende, wenn aufgezeichnet: Beine vergleichen; Verlauf"),
    ("M", "Ton an, aus"),
    ("T", "dunkel, hell"),
    ("F, F11", "Vollbild"),
    ("?", "diese Tasten"),
    ("Esc", "Vollbild verlassen, dies schließen"),
    ("Strg+Q", "Fenster schließen"),
)

CONNECT_SEARCH: dict[Search, tuple[str, str]] = {
    Search.LOOKING: ("Sensoren werden gesucht.", "Drücke den Knopf am Sensor, damit er aufwacht."),
    Search.NOTHING_YET: (
        "Noch nichts gefunden.",
        "Drücke den Knopf am Sensor und bring ihn in die Nähe.",
    ),
    Search.NOTHING_LONG: (
        "Immer noch nichts gefunden.",
        "Lade ihn auf und schließe Apps, die ihn festhalten; oder drücke P: Telefon als Sensor.",
    ),
    Search.FOUND: ("Sensoren sind da.", "Wähle deinen mit ↑ ↓ und Enter."),
    Search.LOOKING_ON: ("Ein weiterer Sensor wird gesucht.", "Drücke seinen Knopf."),
    Search.RESTING: ("", ""),
}
CONNECT_LACK: dict[Lack, str] = {
    Lack.SENSOR: "",
    Lack.LINK: "Einen Augenblick: Mit den ersten Messwerten kommt die Vorschau.",
    Lack.SIDE: "Bewege ein Bein: Welcher Balken geht mit? Dann drücke L für links, R für rechts.",
}
CONNECT_SIGNAL: dict[Signal, str] = {
    Signal.STRONG: "starker Empfang",
    Signal.GOOD: "guter Empfang",
    Signal.WEAK: "schwacher Empfang",
    Signal.UNKNOWN: "",
}

LINES: dict[str, str] = {
    Line.COUNTDOWN_3: "drei",
    Line.COUNTDOWN_2: "zwei",
    Line.COUNTDOWN_1: "eins",
    Line.GO: "los",
    Line.LAST_ONE: "noch eine",
    Line.SET_DONE: "Satz fertig",
    Line.REST: "Pause",
    Line.TEN_SECONDS: "noch zehn Sekunden",
    Line.CHANGE_LEGS: "Beinwechsel: Fuß lösen",
    Line.MOVE_SENSOR: "Fuß lösen, Sensor ans andere Bein",
    Line.LEFT_LEG: "linkes Bein",
    Line.RIGHT_LEG: "rechtes Bein",
    Line.READY: "bereit",
    Line.SENSOR_LOST: "Sensor weg, halte still",
    Line.SENSOR_BACK: "Sensor ist wieder da",
    Line.BATTERY_LOW: "Akku fast leer",
    Line.SESSION_DONE: "Training fertig",
    Line.WELL_DONE: "gut gemacht",
    Line.LESS_DEEP: "etwas weniger tief",
    Line.DEEPER: "etwas tiefer",
    Line.SLOWER_DOWN: "langsamer runter",
    Line.SLOWER_UP: "langsamer hoch",
    Line.QUICKER_DOWN: "schneller runter",
    Line.QUICKER_UP: "schneller hoch",
    Line.ALL_THE_WAY_UP: "ganz aufrichten",
    Line.STEADY: "ruhig bleiben",
}

TONE_SIGNS = {"ready": "♪ bereit", "done": "♪ Satz vorbei", "tick": "♪", "alert": "♪ schau her"}


STEP_NEXT, STEP_UNDO = "Weiter (Leertaste)", "Zurücknehmen (⌫)"
STEP_HOLD, STEP_PAIN, STEP_END = "Warten (B)", "Schmerz: Halt (P)", "Schluss (E)"
HELP_TRAINING = (
    ("Leertaste, Eingabe, →, Bild ab", "weiter: los, Satz zu Ende, Sensor sitzt"),
    ("Rücktaste, ←, Bild auf", "die letzte Wiederholung war keine"),
    ("B, .", "die Uhr anhalten; weiterlaufen lassen"),
    ("P", "wegen Schmerz anhalten"),
    ("L R", "das linke, das rechte Bein ist dran; in den Einzelheiten das gezeigte"),
    ("C", "ein Sensor: Bein wechseln; dann: er sitzt am anderen"),
    ("E", "das Training beenden"),
    ("D", "Einzelheiten: Kurven, Tabellen, Signal"),
    ("V, G", "nach dem Ende, wenn aufgezeichnet: Beine vergleichen; Verlauf"),
    ("M", "Ton an, aus"),
    ("T", "dunkel, hell"),
    ("F, F5, F11", "ganzer Bildschirm"),
    ("?", "diese Tasten"),
    ("Esc", "ganzen Bildschirm verlassen; das Training verlassen, wenn du es sagst"),
    ("Strg+Q", "das Fenster schließen"),
)
