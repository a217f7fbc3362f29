"""What the pages about both legs, and about reps over each other, say in German."""

from __future__ import annotations

LEGS_TITLE = "Links und rechts"
LEGS_COMPARE = "Beine vergleichen (V)"
LEGS_NAMES = {
    "left": "linkes Bein",
    "right": "rechtes Bein",
    "A": "Bein A",
    "B": "Bein B",
    "both": "beide",
}
LEGS_VERDICTS: dict[str, str] = {
    "not enough data": "zu wenig Daten",
    "no difference detected": "kein Unterschied erkannt",
    "difference in this session": "Unterschied in diesem Training",
    "consistent difference": "beständiger Unterschied",
}
LEGS_MEASURES = {
    "mean_concentric_deg_s": "Tempo hinauf",
    "depth_deg": "Tiefe",
    "eccentric_s": "Zeit hinunter",
    "concentric_s": "Zeit hinauf",
    "return_deg": "Rückkehr zum Stand",
    "frontal_wobble_deg": "Wackeln seitlich",
    "transverse_wobble_deg": "Wackeln in Drehung",
}
LEGS_CHOSEN = "{title} (vorher gewählt)"
LEGS_GUIDED = "{title} (angeleitet)"
LEGS_WITH_UNIT = "{title} in {unit}"
LEGS_SAID = "{verdict}: {leg} {amount} {unit} mehr"
LEGS_VALUES = "{leg} {values} {unit}"
LEGS_SPREAD = "{median:.1f} ({low:.1f} bis {high:.1f})"
LEGS_NOTHING = "–"
LEGS_WHOLE, LEGS_TENTH = "{value:.0f}", "{value:.1f}"
LEGS_INTERVAL = "{low} bis {high} {unit}"
LEGS_SMALLEST = "Einer von unter {amount} {unit} hätte sich in diesem Training nicht gezeigt."
LEGS_AS_IN = "Wie in {recordings}."
LEGS_AND = " und "
LEGS_WANTING = "Noch nicht beständig: {reasons}."
LEGS_COLUMNS = ("Median (kleinster bis größter Wert)", "95-%-Intervall", "Was sich sagen lässt")
LEGS_MINUS = "{second} minus {first}"
LEGS_SHORT = {"left": "links", "right": "rechts", "A": "A", "B": "B", "both": "beide"}
LEGS_MORE_ON = "◂ mehr {first}  ·  mehr {second} ▸"
LEGS_DOSE = "{leg}: {sets}, {reps}"
LEGS_SETS = ("{count} Satz", "{count} Sätze")
LEGS_REPS = ("{count} Wiederholung", "{count} Wiederholungen")
LEGS_BEGAN = "{leg} begann"
LEGS_BEFORE = "mit {recordings} davor"
LEGS_CHECKED = "Prüfung durch Neuanlegen: {recordings}"
LEGS_SIMULATED = "SIMULIERT: Niemand hat diese Sensoren getragen"

LEGS_DOTS = "Jede Wiederholung: {title} in {unit}"
LEGS_MEDIAN = "{leg} {median:.1f}"
LEGS_SET = "Satz"
LEGS_BAND = "grau: der angestrebte Bereich"
LEGS_NO_REPS = "Keine Wiederholung hat diesen Wert."
LEGS_CURVES = "Mittlerer Verlauf, ±1 SD: Neigung des Oberschenkels in °"
LEGS_COURSE = "{leg}, {reps}"
LEGS_NO_CURVES = "Für einen Mittelwert braucht es drei Wiederholungen eines Beins."
LEGS_SHARE = "Anteil an der Wiederholung in %"
LEGS_PEAK = "{name}: im Mittel bis {peak:.0f}°"

LEGS_NOTES_TITLE = "Anmerkungen und Grenzen"
LEGS_UNNAMED = "Niemand weiß, welches Bein welches ist: Sie heißen A und B."
LEGS_LEFT_OUT = "Nicht verwendet: {recording}: {reason}."
LEGS_LIMITS = (
    (
        "Werte sind der Median aller gültigen Wiederholungen, in Klammern der kleinste und der "
        "größte. Ein Plus ist mehr auf dem Bein, das im Kopf der Spalte zuerst steht. Das "
        "95-%-Intervall enthält auch, was das Anlegen eines Sensors ausmacht: Es verfehlt die "
        "Wahrheit in einem von 20 Trainings, wenn das so groß ist wie angenommen. Die Größen "
        "nach der ersten werden zusammen beurteilt: Bei einer von ihnen kann das Intervall "
        "zufällig die 0 auslassen, ein Unterschied heißt das dann nicht. Ein einzelnes Training "
        "übersieht die meisten Unterschiede von 10 % und die Hälfte derer von 20 %."
    ),
    (
        "Winkel sind die Neigung des Oberschenkels gegen den aufrechten Stand, auf ±5° genau; "
        "nicht die von Hüfte oder Rücken. Tiefer ist kein Fortschritt. Gewackelt hat der "
        "Oberschenkel; wie viel Gewicht auf dem Bein war, ist nicht bekannt. Ein Unterschied "
        "ist keine Diagnose."
    ),
)
LEGS_SHORT_LIMIT = (
    "Vom Oberschenkel, nicht von Hüfte oder Rücken. Ein Unterschied ist keine Diagnose."
)

LEGS_WAIT = "Wird gezählt: {done} von {total} Aufnahmen …"
LEGS_FAILED = "Hier gibt es nichts zu vergleichen."
LEGS_ACTIONS = {
    "save": "Bericht speichern … (S)",
    "overlay": "Übereinanderlegen (O)",
    "notes": "Anmerkungen, Grenzen (N)",
    "back": "Zurück (Esc)",
}
LEGS_HINT = "↑ ↓  eine andere Größe"
LEGS_SAVE_TITLE = "Wohin mit dem Bericht: eine .pdf- oder .html-Datei"
LEGS_SAVE_KINDS = "PDF (*.pdf);;Webseite (*.html)"
LEGS_SAVING = "Der Bericht wird geschrieben …"
LEGS_SAVED = "Der Bericht liegt in {path}."

OVERLAY_TITLE = "Übereinandergelegt"
OVERLAY_PICTURE = "Neigung des Oberschenkels in °, ±1 SD ab drei Wiederholungen"
OVERLAY_TAKE = "{recording}: {leg}"
OVERLAY_ALL_SETS, OVERLAY_SET = "alle Sätze", "Satz {number}"
OVERLAY_ALL_REPS, OVERLAY_REP = "alle Wiederholungen", "Wiederholung {number}"
OVERLAY_ROWS = ("Bein", "Satz", "Wdh.")
OVERLAY_LAYERS = ("Durchgezogen", "Gestrichelt")
OVERLAY_NAME = "{take} – {set}, {rep}"
OVERLAY_FACTS = "{reps}, bis {peak:.0f}°, {duration:.1f} s"
OVERLAY_HINT = (
    "Tab: die andere Linie    L: Bein oder Aufnahme    ← →: Satz    ↑ ↓: Wiederholung    "
    "Jede Wiederholung ist auf dieselbe Länge gestreckt."
)
OVERLAY_NOTHING = "Darin lässt sich keine Wiederholung zeichnen."
OVERLAY_ACTIONS = {"back": "Zurück (Esc)"}
