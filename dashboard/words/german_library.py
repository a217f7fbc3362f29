"""What stands on the page of all recordings, in German."""

from __future__ import annotations

LIBRARY_TITLE = "Alle Aufnahmen"
LIBRARY_COUNT = "{shown} von {all}"
LIBRARY_SEARCH = "Suche (Strg+F)"
LIBRARY_SEARCH_EXAMPLE = "Wörter, oder person:anna rung:one-leg since:2026-11 flag:squat-like"
LIBRARY_WHOSE = "Von wem"
LIBRARY_EVERYBODY = "von allen ({all})"
LIBRARY_SOMEBODY = "von {person} ({all})"
LIBRARY_COLUMNS = ("Beginn", "Name", "Wer", "Stufe", "◀ links", "rechts ▶", "Anmerkungen")
LIBRARY_TIPS = (
    "Wann sie begann",
    "Dein Name dafür, sonst der ihres Ordners",
    "Von wem sie ist",
    "Stufe der Leiter",
    "Sätze × Wiederholungen links",
    "Sätze × Wiederholungen rechts",
    "Zustand, und wie oft etwas angemerkt wurde",
)
LIBRARY_STATES = {
    "unreadable": "nicht lesbar",
    "unfinished": "nicht beendet",
    "edited": "berichtigt",
    "labelled": "von Hand markiert",
    "unknown": "Bein unbekannt",
}

LIBRARY_NAME = "Bezeichnung"
LIBRARY_PERSON = "Wer"
LIBRARY_NOTES = "Notizen"
LIBRARY_NO_DATE = "Tag unbekannt"
LIBRARY_LENGTH = "{minutes} Min. {seconds:02d} s"
LIBRARY_HAND = "Hand an: {support}"
LIBRARY_SETS = "{sets}   ({reps} Wdh.)"
LIBRARY_COUNTED = {
    "reps": "So gezählt beim Nachsehen.",
    "announced": "So wurde laut gezählt.",
    "": "Noch hat niemand gezählt.",
}
LIBRARY_EDITS = "Berichtigungen: {edits}"
LIBRARY_EFFORT = "Anstrengung {score} von 10"
LIBRARY_PAIN = "schlimmster Schmerz {score} von 10"
LIBRARY_ELSEWHERE = "Ihr Speicher fiel bei der Aufnahme aus: Alles ist in {place}."
LIBRARY_OPEN = "Nie beendet: Rette sie (Eingabe), dann kannst du sie öffnen und benennen."
LIBRARY_RUNNING = "Nie beendet, oder sie läuft noch: Sieh in fünf Sekunden wieder nach (N)."
LIBRARY_NONE_CHOSEN = "Keine Aufnahme gewählt."

LIBRARY_DEEDS = {
    "open": "Öffnen (Eingabe)",
    "recover": "Retten (Eingabe)",
    "legs": "Beine (V)",
    "progress": "Verlauf (G)",
    "report": "Bericht (R)",
    "edit": "Angaben (E)",
    "delete": "Löschen (Entf)",
    "back": "Zurück (Esc)",
}
LIBRARY_WHOLE = {
    "backup": "Sichern … (B)",
    "rebuild": "Neu lesen (N)",
    "clear": "Alles löschen … (Umsch+Entf)",
}
LIBRARY_RECOVER_ALL = "{all} retten (U)"
LIBRARY_UNFINISHED = "1 Aufnahme wurde nie beendet."
LIBRARY_UNFINISHEDS = "{all} Aufnahmen wurden nie beendet."
LIBRARY_EMPTY = "Noch ist nichts aufgenommen: Hier stehen bald deine Trainings."
LIBRARY_TRAIN = "Trainieren (C)"
LIBRARY_NO_MATCH = "So ist keine Aufnahme."
LIBRARY_SHOW_ALL = "Alle zeigen (Esc)"

LIBRARY_READING = "… {done} von {of}"
LIBRARY_WAIT = "…"
LIBRARY_KEPT = "Aufgeschrieben."
LIBRARY_DELETED = "Liegt jetzt im Papierkorb."
LIBRARY_GONE = "Gelöscht."
LIBRARY_RECOVERED = "Gerettet: {all}."
LIBRARY_BACKED_UP = "{all} Aufnahmen in {file}. Auspacken genügt, um sie wieder zu öffnen."
LIBRARY_REBUILT = "Neu gelesen: {all}."
LIBRARY_CLEARED = "Im Papierkorb liegen jetzt: {all}."

LIBRARY_ASK_DELETE = "„{name}“ in den Papierkorb legen?"
LIBRARY_ASK_FOR_GOOD = "Es ging nicht in den Papierkorb. „{name}“ endgültig löschen?"
LIBRARY_ASK_CLEAR = "Alle {all} Aufnahmen kommen in den Papierkorb. Dazu schreib das Wort „{word}“."
LIBRARY_YES, LIBRARY_NO = "Löschen (Eingabe)", "Behalten (Esc)"
LIBRARY_BACKUP_TITLE = "Alle Aufnahmen in eine Datei sichern"
LIBRARY_BACKUP_KINDS = "Zip-Dateien (*.zip)"
