"""What the core says of the next step and of sessions over time, in German."""

from __future__ import annotations

EXACT = {
    "The step is not noted": "Die Stufe ist nicht notiert",
    "A set was stopped for pain": "Ein Satz wurde wegen Schmerzen abgebrochen",
    "Someone who can look at you knows more than any app": (
        "Wer dich ansehen kann, weiß mehr als jede App"
    ),
    "The last two sessions were too hard": "Die letzten beiden Trainings waren zu schwer",
    "This is the easiest step: do less, or rest": (
        "Das ist die leichteste Stufe: Mach weniger, oder ruh dich aus"
    ),
    "This is the highest step: a little more load is what is left": (
        "Das ist die höchste Stufe: Es bleibt etwas mehr Last"
    ),
    "This is the highest step: there is none above it to work for": (
        "Das ist die höchste Stufe: Darüber gibt es keine, auf die du hinarbeiten müsstest"
    ),
    "Whether it hurt was not told each time, and a step up needs to know": (
        "Ob es wehtat, wurde nicht jedes Mal gesagt, und für eine Stufe höher muss man das wissen"
    ),
    "The last session was very hard": "Das letzte Training war sehr schwer",
    "No pain in them": "Kein Schmerz dabei",
    "Each time it was told afterwards whether it hurt": (
        "Jedes Mal wurde danach gesagt, ob es wehtat"
    ),
    "The last session was not too hard": "Das letzte Training war nicht zu schwer",
    "Deeper is not a step up: the thigh tilts more when the knee bends, too": (
        "Tiefer ist keine Stufe höher: Auch ein gebeugtes Knie neigt den Oberschenkel"
    ),
}

PATTERNS = {
    "Pain was {pain} of 10": "Der Schmerz war {pain} von 10",
    "The limit is {limit}": "Die Grenze ist {limit}",
    "{sets} × {reps} or more on both legs in {count} sessions, without pain": (
        "{sets} × {reps} oder mehr auf beiden Beinen in {count} Trainings, ohne Schmerz"
    ),
    "{sets} × {reps} or more on both legs in {count} sessions, with pain within the limit of"
    " {limit}": (
        "{sets} × {reps} oder mehr auf beiden Beinen in {count} Trainings, mit Schmerz in der"
        " Grenze von {limit}"
    ),
    "A step up needs {sets} × {reps} or more on both legs in {count} sessions in a row: {done} of"
    " them so far": (
        "Für eine Stufe höher braucht es {sets} × {reps} oder mehr auf beiden Beinen in {count}"
        " Trainings nacheinander: bisher {done} davon"
    ),
    "It hurt in one of the last {count} sessions": (
        "In einem der letzten {count} Trainings tat es weh"
    ),
    "{sets} × {reps} or more on both legs, {count} sessions in a row: {done} of {least} so far": (
        "{sets} × {reps} oder mehr auf beiden Beinen, {count} Trainings nacheinander: bisher {done}"
        " von {least}"
    ),
    "Pain of {limit} or less in them": "Schmerz von höchstens {limit} dabei",
    "No set with {reps} reps or more": "Kein Satz mit mindestens {reps} Wiederholungen",
}
