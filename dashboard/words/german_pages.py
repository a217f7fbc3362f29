"""What stands on the pages before, between and after the sets, in German."""

from __future__ import annotations

# -- plan ------------------------------------------------------------------------------------------

RUNGS = {
    "both-feet": "Beide Füße",
    "both-feet-band": "Beide Füße, Band",
    "one-leg": "Ein Bein",
    "one-leg-load": "Ein Bein, mit Last",
}
SUPPORTS = {
    "free": "nirgends",
    "fingertips": "Fingerspitzen",
    "chair": "Stuhl",
    "wall": "Wand",
}
PLAN_TITLE = "Was hast du heute vor?"
PLAN_KIND = "Was"
PLAN_KINDS = ("Training", "Prüfung des Gurts")
PLAN_CHECK = (
    "Zwei Sätze je Bein. Dazwischen nimmst du den Sensor ab und schnallst ihn neu an: Das zeigt, "
    "was das Anschnallen allein ändert. Erst dann heißt ein Unterschied der Beine beständig."
)
PAIN_LIMIT = "Erlaubt (Physio)"
PAIN_LIMIT_NONE = "nicht gesagt"
PLAN_RUNG = "Stufe der Leiter"
PLAN_SUPPORT = "Hand an"
PLAN_LEGS = "Beine"
PLAN_WHICH_LEGS = ("beide, nacheinander", "nur links", "nur rechts")
PLAN_FIRST = "Erstes Bein"
PLAN_FIRSTS = ("das andere als letztes Mal", "links", "rechts")
PLAN_SETS = "Sätze je Bein"
PLAN_REPS = "Wiederholungen im Satz"
PLAN_REST = "Pause"
PLAN_TEMPO = "Tempo"
PLAN_BLOCK = "Höhe des Blocks"
PLAN_LOAD = "Last"
PLAN_LOAD_EXAMPLE = "rotes Band, zwei Hanteln …"
PLAN_KG = "Gewicht davon"
PLAN_ANY = "wie ich mag"
PLAN_DOWN_UP = "{:g} s ab, {:g} auf"
PLAN_NONE = "nicht gesagt"
PLAN_SECONDS, PLAN_CM, PLAN_KGS = "{} s", "{} cm", "{} kg"
PLAN_ACTIONS = (("start", "Weiter (Eingabe)"), ("back", "Zurück (Esc)"))

PAIN_NOW = "Schmerz jetzt, 0 bis 10"
PAIN_SINCE = "Schlimmster seit letztem Mal"
PAIN_WHERE = "Wo?"
PAIN_PLACES = {
    "hip": "Hüfte",
    "low-back": "unterer Rücken",
    "knee": "Knie",
    "thigh": "Oberschenkel",
    "elsewhere": "woanders",
}
PAIN_WARNING = (
    "Überleg, heute aufzuhören oder weniger zu tun; frag jemanden, der dich ansehen kann."
)
BEFORE_TITLE = "Wie geht es dir?"
BEFORE_LEAD = "0 ist gar kein Schmerz, 10 der schlimmste vorstellbare. Du musst nicht antworten."
BEFORE_ACTIONS = (("start", "Weiter (Eingabe)"), ("back", "Zurück (Esc)"))
JUST_START_TITLE = "Einfach anfangen"

AFTER_TITLE = "Wie war es?"
AFTER_LEAD = "Alles ist schon aufgeschrieben. Du musst nicht antworten."
AFTER_ACTIONS = (("done", "Fertig (Eingabe)"),)
EFFORT = "Anstrengung, 0 bis 10"
EFFORT_WORDS = (
    "0: gar keine Mühe",
    "1: sehr leicht",
    "2: leicht",
    "3: mäßig",
    "4: etwas schwer",
    "5: schwer",
    "6: schwerer",
    "7: sehr schwer",
    "8: sehr, sehr schwer",
    "9: fast alles, was ich habe",
    "10: alles, was ich habe",
)
STOP_REASON = "Warum hast du einen Satz abgebrochen?"
STOP_REASON_EXAMPLE = "es zwickte vorn in der Hüfte …"
NOTES = "Notizen"
NOTES_EXAMPLE = "was du dir merken willst"

# -- home ------------------------------------------------------------------------------------------

HOME_LEAD = "Zählt deine Hüftbeugen mit einem Sensor am Oberschenkel, vergleicht die Beine ehrlich."
HOME_BIG = {
    "demo": ("Vorführung", "Eine simulierte Person trainiert.", "Ganz ohne Sensor. (D)"),
    "connect": ("Trainieren", "Sensor verbinden,", "planen, los. (C)"),
    "open": ("Aufnahme öffnen", "Noch einmal erleben,", "so schnell du willst. (O)"),
}
HOME_SMALL = {
    "start": "Einfach anfangen (J)",
    "howto": "So geht es (H)",
    "library": "Alle Aufnahmen (L)",
    "progress": "Verlauf (G)",
    "settings": "Einstellungen (S)",
    "safety": "Sicherheit (A)",
    "quit": "Beenden (Strg+Q)",
}
HOME_LATELY = "Zuletzt"
HOME_WHEN = "ddd d. MMM yyyy, HH:mm"
HOME_FIRST = "Hier stehen bald deine Trainings. Sie bleiben auf diesem Rechner."
HOME_UNFINISHED = "nicht beendet: Eingabe rettet es"
HOME_RECOVERED = "Gerettet: {name}."
OPEN_TITLE = "Eine Aufnahme öffnen: ihren Ordner oder eine CSV-Datei"
OPEN_KINDS = "Aufnahmen (session.json *.csv *.csv.gz);;Alle Dateien (*)"

RESCUE_TITLE = "Nicht alles ist gespeichert"
RESCUE_ASK = "Dieses Training liegt noch im Arbeitsspeicher. In einem anderen Ordner speichern?"
RESCUE_CHOOSE = "Ordner wählen"
RESCUE_GIVE_UP = "Verwerfen"

TRAINING_TITLE = "Training"
HOWTO_PAGE = "So geht es"

# -- between sets ----------------------------------------------------------------------------------

BOTH_LEGS = "beide Beine"
SETS_SPOKEN = "{side}: {done} von {planned} Sätzen"
STAGE_READY = "GLEICH GEHT ES LOS"
STAGE_REST = "PAUSE"
STAGE_CHANGE = "SENSOR UMSCHNALLEN"
STAGE_RESTRAP = "ABNEHMEN, NEU ANSCHNALLEN"
STAGE_OFF_AND_ON = "Löse den Fuß. Nimm den Sensor ab, und schnall ihn neu an."
STAGE_SAME_LEG = "Er bleibt an diesem Oberschenkel: {side}."
STAGE_STOPPED = "ANGEHALTEN"
STAGE_DONE = "GESCHAFFT"
STAGE_STEP_ON = "Fuß auf den Block, eine Hand am Stuhl."
STAGE_STAND = "Auf beide Füße, eine Hand am Stuhl."
STAGE_WHICH_SET = "Satz {set} von {sets}, {reps} Wiederholungen"
STAGE_NEXT_LEG = "Weiter: Bein {side}"
STAGE_FREE_FOOT = "Mach erst den Fuß frei."
STAGE_MOVE = "Dann an den Oberschenkel {side}."
STAGE_OFF = "Steig vom Block und mach den Fuß frei."
STAGE_READY_HINT = "Eingabe: jetzt    B: warten"
STAGE_HELD = "Eingabe: los    B: Uhr weiterlaufen lassen"
STAGE_SITS = "Eingabe, wenn er sitzt"
STAGE_PAIN_LINES = ("Setz dich, wenn du magst.", "Was du getan hast, zählt. Sag später, warum.")
STAGE_PAIN_HINT = "Eingabe: später weiter    E: Schluss für heute"
STAGE_DONE_HINT = "Eingabe: wie war es?"
STAGE_REPS = "{reps} Wiederholungen."
STAGE_WELL = "Gut gemacht."
STAGE_DONE_SO = "Der ist geschafft."
STAGE_PLANNED = "{good} von {reps} wie geplant"
STAGE_MOSTLY = " (meist: {reason})"
STAGE_STEP_OFFS = "Gleichgewicht {times} × verloren"
STEADY_WORDS = {
    "first": "Ruhe: das wird dein Maßstab",
    "steadier": "ruhiger als sonst",
    "usual": "so ruhig wie sonst",
    "less": "weniger ruhig als sonst",
}

# -- strapping on ----------------------------------------------------------------------------------

STRAP_WHERE = "ANSCHNALLEN"
STRAP_WHERE_HINT = "Eingabe, wenn er sitzt    S: alles auslassen"
STRAP_STAND = "STILL STEHEN"
STRAP_STANCE = "Wie zur Übung, eine Hand am Stuhl."
STRAP_MOVED = "Du hast dich bewegt: noch drei Sekunden."
STRAP_HINGE = "DREI BEUGEN"
STRAP_EASY = "Angenehm tief. Sie zählen."
STRAP_LATE = "Hüfte gerade zurück und wieder hoch."
STRAP_OF = "{count} / {of}"
STRAP_SKIP = "Eingabe: auslassen    S: alles auslassen"
STRAP_FITS = "PASST ES?"
STRAP_FITS_LINES = (
    "Geht der Balken ab, wenn du abwärts gehst?",
    "Das Band liegt, wo deine drei Beugen waren.",
)
STRAP_FITS_HINT = "Eingabe, oder einfach weiter: ja    N: nein"
