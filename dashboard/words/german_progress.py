"""What the page about a person's sessions over time says, in German."""

from __future__ import annotations

PROGRESS_TITLE = "Verlauf"
PROGRESS_OPEN = "Verlauf (G)"

PROGRESS_ROWS = ("Wer", "Gleichartige Trainings", "Größe")
PROGRESS_NOBODY = "ohne Namen"
PROGRESS_WHO = "{person}  ({number} von {all})"
PROGRESS_LIKE = "{like}:  {sessions}"
PROGRESS_SESSIONS = ("{count} Training", "{count} Trainings")
PROGRESS_NO_STEP = "Stufe nicht notiert"
PROGRESS_LOAD = "{load}, {kg:g} kg"
PROGRESS_KG = "{kg:g} kg"
PROGRESS_HAND = "Hand an: {support}"
PROGRESS_HZ = "{rate:.0f} Hz"
PROGRESS_DAY = "d. MMM"
PROGRESS_FAR_DAY = "MMM yyyy"

PROGRESS_SAYS_TITLE = "Was sich sagen lässt"
PROGRESS_SAYS: dict[str, str] = {
    "no trend detected": "keine Richtung zu erkennen",
    "rising": "steigend",
    "falling": "fallend",
}
PROGRESS_VALUES = "{leg}: zuerst {first:.1f}, zuletzt {last:.1f} {unit}"
PROGRESS_ONE_VALUE = "{leg}: {last:.1f} {unit}"
PROGRESS_FEW = "Eine Richtung wird ab {fewest} Trainings genannt: bisher {count}."
PROGRESS_SLOPE = "{says}, {slope:+.2f} {unit} je Woche (95-%-Intervall {low:+.2f} bis {high:+.2f})"
PROGRESS_NO_JUDGEMENT = "Eine Richtung ist kein Urteil."
PROGRESS_DEPTH = "Eine Richtung ist kein Urteil, und tiefer ist kein Fortschritt."

PROGRESS_PICTURE = "{title} in {unit}"
PROGRESS_LEGEND = "klein: jeder Satz"
PROGRESS_STRAP = "getönt: was das Anlegen allein ausmacht"
PROGRESS_SPOKEN = "{leg}: {sessions}, zuerst {first:.1f}, zuletzt {last:.1f}"
PROGRESS_LACKS = {
    "NO_SESSION": "Noch ist kein Training aufgenommen.",
    "NO_VALUE": "Kein Training hier hat diesen Wert.",
    "NO_TIME": "Wann diese Trainings waren, weiß niemand: Sie lassen sich nicht ordnen.",
    "ONE_SESSION": "Bisher ein Training: Das nächste steht daneben.",
}
PROGRESS_UNREADABLE = "Keine dieser Aufnahmen ist lesbar."

PROGRESS_FELT = "Schmerz und Anstrengung, 0 bis 10"
PROGRESS_FEELINGS = {
    "before": "vorher",
    "between": "dabei",
    "after": "danach",
    "since": "bis zum nächsten",
    "effort": "Anstrengung",
}
PROGRESS_LIMIT = "gesetzte Grenze: {limit:g}"
PROGRESS_NO_LIMIT = "keine Grenze gesetzt"
PROGRESS_NOT_TOLD = "Schmerz und Anstrengung wurden nicht angegeben."
PROGRESS_FELT_LAST = "{name}: {score:g}"

PROGRESS_WEEKS = "Geschaffte von geplanten Wiederholungen, in Wochen mit Training"
PROGRESS_WEEK = "{done} von {planned}"
PROGRESS_WEEK_UNPLANNED = "{reps} Wdh."
PROGRESS_NO_WEEKS = "Kein Training hat ein Datum."

PROGRESS_STEP_TITLE = "Nächste Stufe der Leiter: ein Vorschlag"
PROGRESS_STEPS = {
    "up": "Eine Stufe höher: {rung}",
    "stay": "Bleib bei: {rung}",
    "down": "Eine Stufe leichter: {rung}",
}
PROGRESS_NO_RUNG = "Bleib dabei"
PROGRESS_NEEDS = "Für eine Stufe höher braucht es"
PROGRESS_HOLDS = "✓  {text}"
PROGRESS_OPEN_YET = "○  {text}"
PROGRESS_NEED_SPOKEN = ("noch nicht: {text}", "erfüllt: {text}")

PROGRESS_NOTES_TITLE = "Hinweise und Grenzen"
PROGRESS_PROBLEMS = "Nicht lesbar:"
PROGRESS_APART = "Nicht mit diesen Trainings zusammengelegt: {recordings}. {reasons}."
PROGRESS_LEFT_OUT = "Kein Punkt für {recording}: {reason}."
PROGRESS_TIMELESS = "Nicht gezeichnet, denn wann es war, weiß niemand: {recordings}."
PROGRESS_LIMITS = (
    (
        "Ein Punkt ist der Median aller gültigen Wiederholungen eines Trainings; die kleinen "
        "sind die Mediane seiner Sätze. Nur Trainings mit gleicher Stufe, Last, Stütze, Rate "
        "und Zählweise stehen beieinander. Eine Richtung wird ab {fewest} Trainings genannt, "
        "und nur, wo Zufall sie kaum macht, über alle Beine und Größen zusammen. Steigend und "
        "fallend sind Richtungen und kein Urteil."
    ),
    (
        "Getönt ist, wo 95 % der Trainings lägen, wenn sich nichts änderte als das Anlegen des "
        "Sensors. Das ist bekannt, sobald das Anlegen einmal geprüft wurde, und hat mit einem "
        "Ziel nichts zu tun."
    ),
    (
        "Winkel sind die Neigung des Oberschenkels gegen das aufrechte Stehen, auf ±5° genau; "
        "nicht die von Hüfte oder Rücken. Tiefer ist kein Fortschritt: Auch ein gebeugtes Knie "
        "neigt den Oberschenkel. Der Vorschlag liest Sätze, Wiederholungen, Schmerz und "
        "Anstrengung, nie die Tiefe. Wer dich ansehen kann, weiß mehr als jede App."
    ),
)

PROGRESS_WAIT = "Gezählt: {done} von {total} Aufnahmen …"
PROGRESS_LOOKING = "…"
PROGRESS_UNREAD = (
    "1 Aufnahme ist nicht lesbar: siehe Hinweise (N).",
    "{count} Aufnahmen sind nicht lesbar: siehe Hinweise (N).",
)
PROGRESS_STAND_APART = (
    "1 weiteres Training ist anders als diese: siehe Hinweise (N).",
    "{count} weitere Trainings sind anders als diese: siehe Hinweise (N).",
)
PROGRESS_ACTIONS = {
    "legs": "Beine (V)",
    "notes": "Hinweise und Grenzen (N)",
    "train": "Trainieren (C)",
    "back": "Zurück (Esc)",
}
PROGRESS_HINTS = {"measure": "↑ ↓  Größe", "like": "← →  gleichartige", "who": "P  Person"}
