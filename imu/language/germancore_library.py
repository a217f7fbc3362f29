"""What the library says when something does not work, in German."""

from __future__ import annotations

EXACT = {
    "Known are person:, rung:, flag:, since:, until: and is:": (
        "Bekannt sind person:, rung:, flag:, since:, until: und is:"
    ),
    "Write 2026, 2026-11 or 2026-11-22": "Schreib 2026, 2026-11 oder 2026-11-22",
    "Known are edited, labelled, unfinished, unreadable": (
        "Bekannt sind edited, labelled, unfinished, unreadable"
    ),
    "Recover it first": "Rette sie erst",
    "Stop it first, or wait five seconds": "Beende sie erst, oder warte fünf Sekunden",
    "Where there is no trash, delete it for good": (
        "Wo es keinen Papierkorb gibt, lösche endgültig"
    ),
    "Name a recording's whole folder": "Nenne den ganzen Ordner einer Aufnahme",
    "Close what has it open, and look whether you may write there": (
        "Schließ, was sie offen hat, und sieh nach, ob du dort schreiben darfst"
    ),
    "Write just that to delete everything": "Schreib genau das, um alles zu löschen",
    "Choose another name": "Wähle einen anderen Namen",
    "Name a folder that has some": "Nenne einen Ordner, der welche hat",
    "Free some space, plug the drive in again, or save to another place": (
        "Schaff Platz, schließ das Laufwerk wieder an, oder speichere woanders"
    ),
    "Free some space, or choose another place": "Schaff Platz, oder wähle einen anderen Ort",
    "Try again in a moment, or close the other one": (
        "Versuch es gleich noch einmal, oder schließ das andere"
    ),
    "Open the recording again": "Öffne die Aufnahme noch einmal",
    "Change a copy of it: 'kickstand samples -o DIR' makes one": (
        "Ändere eine Kopie: „kickstand samples -o ORDNER“ macht eine"
    ),
}

PATTERNS = {
    "Recorded in {path}, as the first place has failed": (
        "Aufgenommen in {path}, denn der erste Ort ging nicht"
    ),
    "Recorded in {path}": "Aufgenommen in {path}",
    "{mark}: is nothing that can be searched for": "{mark}: kennt die Suche nicht",
    "'{text}' is no date": "„{text}“ ist kein Tag",
    "No recording can be '{text}'": "Keine Aufnahme kann „{text}“ sein",
    "{path}: was never closed": "{path}: wurde nie beendet",
    "{path}: comes with Kickstand and stays as it is": (
        "{path}: gehört zu Kickstand und bleibt, wie es ist"
    ),
    "{path}: may still be running": "{path}: läuft vielleicht noch",
    "{path}: is no recording: it has no session.json": (
        "{path}: ist keine Aufnahme: session.json fehlt"
    ),
    "{path}: cannot be deleted ({why})": "{path}: lässt sich nicht löschen ({why})",
    "{path}: cannot be written ({why})": "{path}: lässt sich nicht schreiben ({why})",
    "{path}: exists already and is not overwritten": (
        "{path}: gibt es schon und bleibt, wie es ist"
    ),
    "{path}: is being changed by another programme": (
        "{path}: wird gerade von einem anderen Programm geändert"
    ),
    "{path}: was changed by another programme": (
        "{path}: wurde von einem anderen Programm geändert"
    ),
    "{path} exists and is not overwritten": "{path} gibt es schon und bleibt, wie es ist",
    "There are no recordings in {path}": "In {path} gibt es keine Aufnahmen",
    "Nothing was deleted: the word is '{word}'": "Nichts wurde gelöscht: Das Wort ist „{word}“",
}
