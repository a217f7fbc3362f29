"""What the page says on which the count is corrected, in German."""

from __future__ import annotations

from imu.samples import Flag

EDIT_TITLE = "Zählung berichtigen"
EDIT_READING = "Wird gelesen und gezählt …"
EDIT_WORKING = "Einen Moment …"
EDIT_LEAVING = "Zurück, sobald das fertig ist …"
EDIT_EMPTY = "Hier wurde kein Bein aufgenommen: Es gibt nichts zu berichtigen. Esc führt zurück."
EDIT_FAILED = "{problem} Esc führt zurück."
EDIT_ROWS = {"review": "danach", "live": "direkt"}
EDIT_BY = {"review": "die Durchsicht", "live": "die Ansage"}
EDIT_REPS = {"one": "1 Wdh.", "more": "{count} Wdh."}
EDIT_CLOCK = "{minutes}:{seconds:04.1f}"

EDIT_NONE_CHOSEN = "Wähle eine Bewegung: klick sie an, oder drück ← oder →."
EDIT_REP = "Wiederholung {count}, Satz {set}, {side}"
EDIT_UNCOUNTED = "Im Satz {set} verzeichnet, nicht gezählt, {side}"
EDIT_REJECTED = "Keine Wiederholung, {side}"
EDIT_TIMES = "{start} bis {end}, {length:.1f} s"
EDIT_DEPTH = "{depth:.0f}° tief"
EDIT_TEMPO = "ab {down:.1f} s, unten {hold:.1f} s, auf {up:.1f} s"
EDIT_WHY = "weil: {reason}"
EDIT_FLAGS: dict[str, str] = {
    Flag.EDITED: "gilt, weil du es sagst",
    Flag.EXCLUDED: "zählt, fehlt aber in den Werten",
}

EDIT_SUMS = "Jetzt gezählt"
EDIT_TOTAL = "{side}: {reps}"
EDIT_BEFORE = "unberichtigt {found}, angesagt {announced}"
EDIT_SET = "  Satz {set}: {reps}, {depth:.0f}° in der Mitte"
EDIT_SETS = "  Sätze: {counts}"
EDIT_SET_BARE = "  Satz {set}: {reps}"

EDIT_QUESTIONS = "Ansage und Durchsicht sind uneins (↑ ↓, dann Y oder N)"
EDIT_ASK = "{time}, {side}: {by} hat eine, {other} keine ({reason}). War es eine Wiederholung?"
EDIT_ASK_LEG = "{time}: {by} hat sie {side}, {other} {there}. War sie {side}?"
EDIT_NOT_SEEN = "nicht gesehen"
EDIT_AGREED = "Nichts zu fragen: Ansage und Durchsicht sind einig, oder du hast gesagt, was es war."

EDIT_CHANGED = "Wdh. {side}: {before} → {after}."
EDIT_SAME = "Fertig. Die Zahlen sind wie zuvor."
EDIT_CONFIRMED = "Wie du sagst: Nichts ist zu ändern."
EDIT_MARK = (
    "Zieh über die Wiederholung, von Stehen zu Stehen. Oder ← → und Eingabe am Anfang; ↑ ↓ Bein."
)
EDIT_MARK_END = "Jetzt ihr Ende: ← → und Eingabe. Esc lässt es."
EDIT_SAVED = "In labels.json gesichert: {reps}"
EDIT_LABELLED = "In labels.json stehen schon Wiederholungen. Noch einmal L ersetzt sie."
EDIT_ACTIONS = {
    "reject": "War keine (F)",
    "restore": "War eine (R)",
    "add": "Hinzufügen (A)",
    "other-leg": "Anderes Bein (O)",
    "split": "Neuer Satz (S)",
    "join": "Sätze verbinden (J)",
    "exclude": "Weglassen (X)",
    "undo": "Zurücknehmen (U)",
    "labels": "Labels sichern (L)",
    "keys": "Tasten (?)",
    "back": "Zurück (Esc)",
}
EDIT_HELP = (
    ("← →", "vorige, nächste Bewegung"),
    ("↑ ↓", "vorige, nächste Frage"),
    ("Y N", "ja, so war es; nein, so war es nicht"),
    ("F", "die gewählte Wiederholung war keine"),
    ("R", "die gewählte Bewegung war eine Wiederholung"),
    ("A", "eine Wiederholung hinzufügen: über die Kurve ziehen"),
    ("O, Umschalt+O", "die Wiederholung, der ganze Satz war vom anderen Bein"),
    ("S", "mit dieser Wiederholung beginnt ein neuer Satz"),
    ("J", "dieser Satz und der nächste waren einer"),
    ("X", "zählt, geht aber in keinen Wert ein; noch einmal: doch"),
    ("U, Strg+Z", "die letzte Berichtigung zurücknehmen"),
    ("Strg+Y", "sie wieder machen"),
    ("L", "die Wiederholungen als labels.json sichern"),
    ("+ −, Mausrad", "näher, weiter weg; an der Zeitachse ziehen verschiebt"),
    ("Pos1", "alles sehen"),
    ("Esc", "Begonnenes lassen; zurück"),
)
EDIT_BUTTON = "Zählung berichtigen (E)"
EDIT_NO_FILES = "Hiervon gibt es keine Dateien zu berichtigen."
