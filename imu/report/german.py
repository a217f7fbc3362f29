"""Every word that the report itself says, in German, and the core's sentences with it."""

from __future__ import annotations

from collections.abc import Mapping

from imu.asymmetry import Verdict
from imu.language import Language
from imu.language.germancore import SENTENCES
from imu.report.english import Words
from imu.samples import Flag, Reason
from imu.trend import Says


class German(Words):
    """German."""

    LANGUAGE: Language = "de"
    DECIMAL = ","
    DAY, MOMENT = "%d.%m.%Y", "%d.%m.%Y, %H:%M"
    TITLE = "Bericht über ein Training"
    NO_DATE = "Datum nicht notiert"
    SIMULATED = (
        "SIMULIERT: Niemand hat diese Sensoren getragen. Über einen Menschen sagt das nichts."
    )
    NOT_NOTED = "nicht notiert"
    NONE = "–"
    LENGTH = "{minutes}:{seconds:02d} min aufgenommen"
    ALL_LEFT_OUT = "… (noch {count})"

    # -- head -------------------------------------------------------------------------------------

    PERSON, EXERCISE, STEP, LOAD = "Person", "Übung", "Stufe", "Last"
    BLOCK, HAND, SENSOR = "Block", "Hand", "Sensor"
    KILOGRAMS, CENTIMETRES, HERTZ = "{value:g} kg", "{value:g} cm", "{value:.0f} Hz"
    FIRMWARE = "Firmware {version}"
    UNNAMED_SENSOR = "Sensor ohne Namen"
    SENSORS: Mapping[str, str] = {"simulated sensor": "simulierter Sensor"}
    STANCES: Mapping[str, str] = {"both-feet": "beide Füße am Boden", "one-leg": "ein Bein"}
    RUNGS: Mapping[str, str] = {
        "both-feet": "Beide Füße am Boden",
        "both-feet-band": "Beide Füße, mit Band",
        "one-leg": "Ein Bein",
        "one-leg-load": "Ein Bein, mit Band oder Hanteln",
    }
    EXERCISES: Mapping[str, str] = {
        "hip hinge": "Hüftbeuge",
        "kickstand hinge": "Hüftbeuge auf einem Bein",
        "simulated kickstand hinge": "simulierte Hüftbeuge auf einem Bein",
    }
    SUPPORTS: Mapping[str, str] = {
        "free": "nirgends",
        "fingertips": "Fingerspitzen",
        "chair": "Stuhl",
        "wall": "Wand",
    }
    LEGS: Mapping[str, str] = {"left": "links", "right": "rechts"}

    # -- prescribed and done ----------------------------------------------------------------------

    DOSE = "Vorgegeben und ausgeführt"
    DOSE_HEAD = (
        "Bein",
        "Vorgegeben",
        "Ausgeführt, Satz für Satz",
        "Ab–Halt–Auf in s",
        "Pause in s",
        "Wie geplant",
        "Abgebrochen",
    )
    IN_BRACKETS = "In Klammern: wie vorgegeben."
    PRESCRIBED = "{sets} × {reps}"
    ANY = "frei"
    AS_PLANNED = "{met} von {judged}"
    MOSTLY = "{leg}: Wo eine Wiederholung nicht wie geplant war, war sie meist: {reason}."
    SHARE = "{percent:.0f} % der vorgegebenen Wiederholungen wurden ausgeführt."
    NO_PLAN = "Ein Plan ist nicht notiert."
    STOPPED: Mapping[str, str] = {
        "pain": "Satz {number}: Schmerz",
        "person": "Satz {number}: von der Person",
    }
    NO_REPS = "keine"

    # -- how it felt ------------------------------------------------------------------------------

    FELT = "Wie es sich anfühlte, 0 bis 10"
    PAIN: Mapping[str, str] = {
        "next-day": "Schmerz seit dem letzten Mal",
        "before": "Schmerz vorher",
        "between": "Schmerz zwischen den Sätzen",
        "after": "Schmerz danach",
    }
    OTHER_PAIN = "Schmerz, {when}"
    EFFORT, LIMIT, STOP_REASON = "Anstrengung", "Erlaubter Schmerz", "Grund des Abbruchs"
    SCORE, PAIN_AT = "{score:g}", "{score:g} ({where})"
    PLACES: Mapping[str, str] = {
        "hip": "Hüfte",
        "low-back": "unterer Rücken",
        "knee": "Knie",
        "thigh": "Oberschenkel",
        "elsewhere": "woanders",
    }

    # -- left and right ---------------------------------------------------------------------------

    AGAINST = "{first} und {second}"
    ONE_LEG = "Das gemessene Bein: {leg}"
    NO_LEG = "Die Beine"
    MEDIANS = "Median (Spanne)"
    LEG_HEAD = "{leg}: {reps}, {sets}"
    REPS = ("{count} Wiederholung", "{count} Wiederholungen")
    SHORT_REPS = ("{count} Wdh.", "{count} Wdh.")
    SETS = ("{count} Satz", "{count} Sätze")
    DIFFERENCE = "{second} − {first}"
    INTERVAL = "95-%-Intervall"
    COULD_SHOW = "erkennbar ab"
    SAID = "Was sich sagen lässt"
    MEASURES: Mapping[str, str] = {
        "mean_concentric_deg_s": "Tempo hinauf",
        "depth_deg": "Tiefe",
        "eccentric_s": "Zeit hinunter",
        "concentric_s": "Zeit hinauf",
        "return_deg": "Rückkehr zum Stand",
        "frontal_wobble_deg": "Wackeln seitlich",
        "transverse_wobble_deg": "Wackeln in Drehung",
    }
    VERDICTS: Mapping[str, str] = {
        Verdict.NOT_ENOUGH: "zu wenig Daten",
        Verdict.NOT_DETECTED: "kein Unterschied erkannt",
        Verdict.THIS_SESSION: "Unterschied in diesem Training",
        Verdict.CONSISTENT: "beständiger Unterschied",
    }
    CHOSEN, GUIDED, WITH_UNIT = (
        "{title} (vorher gewählt)",
        "{title} (angeleitet)",
        "{title} in {unit}",
    )
    RULE: Mapping[str, str] = {
        Verdict.NOT_DETECTED: (
            "{title}: {verdict}. Einer von unter {amount} hätte sich in diesem Training nicht"
            " gezeigt."
        ),
        Verdict.THIS_SESSION: (
            "{title}: {verdict}, {leg} {amount} mehr. Noch nicht beständig: {reasons}."
        ),
        Verdict.CONSISTENT: "{title}: {verdict}, {leg} {amount} mehr, wie in {recordings}.",
    }
    TO = "{low} bis {high}{unit}"
    NOT_ENOUGH = "Zu wenig Daten für einen Vergleich: {reason}."
    LEFT_OUT = "Nicht verwendet: {recording}: {reason}."

    # -- pictures ---------------------------------------------------------------------------------

    DEPTH = "Tiefe jeder Wiederholung"
    DEPTH_AXIS = "Schenkelneigung in °"
    DEPTH_ALT = (
        "Tiefe jeder Wiederholung als Neigung des Oberschenkels in Grad, nach Bein und Satz."
        " {legs}{band}"
    )
    OF_LEG = "{leg}: Median {median:.0f}, von {low:.0f} bis {high:.0f}. "
    BAND = "Zielbereich: {range}"
    BAND_RANGES = ("{low:.0f}–{high:.0f}°", "ab {low:.0f}°", "bis {high:.0f}°")
    UNUSED = "× nicht verwendet"
    SET_AXIS = "Satz"
    CURVE = "Mittlerer Verlauf einer Wiederholung"
    CURVE_AXIS = "Anteil an der Wiederholung in %"
    CURVE_ALT = (
        "Neigung des Oberschenkels im Verlauf einer Wiederholung, Mittelwert und eine"
        " Standardabweichung. {legs}"
    )
    CURVE_LEG = "{leg}, {reps}, ±1 SD"
    PEAK = "{leg}: im Mittel bis {peak:.0f} Grad. "
    INTERVALS = "Unterschied und 95-%-Intervall"
    INTERVALS_ALT = "Unterschiede der Beine mit ihren 95-%-Intervallen, wie in der Tabelle."
    MORE_ON = "◂ mehr {first} · mehr {second} ▸"
    SPEED = "{title} über die Trainings in {unit}"
    SPEED_ALT = "{title} je Training, Median und Spanne, {sessions} Trainings. {lines}"
    FEELING = "Schmerz und Anstrengung über die Trainings"
    FEELING_ALT = (
        "Schmerz vorher und danach sowie Anstrengung, von 0 bis 10, über {sessions} Trainings."
    )
    SERIES: Mapping[str, str] = {
        "pain_before": "Schmerz vorher",
        "pain_after": "Schmerz danach",
        "effort": "Anstrengung",
    }
    SHORT_TITLES: Mapping[str, str] = {
        "mean_concentric_deg_s": "Tempo hinauf",
        "depth_deg": "Tiefe",
        "eccentric_s": "Zeit hinunter",
        "concentric_s": "Zeit hinauf",
        "return_deg": "Rückkehr",
        "frontal_wobble_deg": "Wackeln seitlich",
        "transverse_wobble_deg": "Wackeln, Drehung",
    }

    # -- trend ------------------------------------------------------------------------------------

    TREND = "Über die Trainings"
    SAYS: Mapping[str, str] = {
        Says.NOT_ENOUGH: "zu wenig Daten",
        Says.NOT_DETECTED: "keine Richtung zu erkennen",
        Says.RISING: "steigend",
        Says.FALLING: "fallend",
    }
    FIRST = "Ein früheres Training, das daneben stehen könnte, gibt es nicht."
    ALIKE = "{alike} von {every} Trainings sind gleichartig (Stufe, Last, Hand, Rate, Fassungen)."
    DIRECTION = "{title}, {leg}: {says}, {slope:+.2f} {unit} je Woche ({low:+.2f} bis {high:+.2f})."
    NO_DIRECTION = "{title}: {says}."
    TOO_FEW = (
        "Eine Richtung wird ab {fewest} Trainings genannt. Steigend oder fallend ist kein Urteil."
    )
    STEP_SAID = "Nächste Stufe, ein Vorschlag nach fester Regel: {direction}{rung}. {reason}"
    DIRECTIONS: Mapping[str, str] = {
        "up": "eine Stufe höher",
        "stay": "so bleiben",
        "down": "eine Stufe leichter",
    }

    # -- what was not counted, and remarks --------------------------------------------------------

    REMARKS = "Nicht gezählt, und Anmerkungen"
    REFUSED = "{leg}: {count} nicht gezählt ({reasons})."
    REASONS: Mapping[str, str] = {
        Reason.WALKING: "Gehen",
        Reason.STEP: "Schritte",
        Reason.HANDLING: "Sensor angefasst",
        Reason.OUT_OF_PLANE: "zur Seite oder verdreht",
        Reason.TOO_FAST: "zu schnell",
        Reason.TOO_SMALL: "zu klein",
        Reason.ISOLATED: "einzeln",
        Reason.IDLE_LEG: "Arbeit des anderen Beins",
        Reason.GAP: "Messwerte fehlen",
        Reason.SIT: "Sitzen",
        Reason.UNDONE: "zurückgenommen",
    }
    MOVEMENTS = ("{count} Bewegung", "{count} Bewegungen")
    FLAGGED = "{leg}: {flags}."
    FLAGS: Mapping[str, str] = {
        Flag.PARTIAL: "flacher als die Hälfte des Üblichen, nicht gezählt",
        Flag.PULSE: "mit zweitem Absenken",
        Flag.NOT_TALL: "vor dem Aufrichten wieder hinunter",
        Flag.SQUAT_LIKE: "tiefer, als eine Hüftbeuge braucht",
        Flag.UNCERTAIN: "mit fehlenden Messwerten",
        Flag.UNDONE: "zurückgenommen",
        Flag.EDITED: "von Hand berichtigt",
        Flag.EXCLUDED: "von Hand aus den Werten genommen",
    }
    TIMES = "{count} {what}"
    LOST = "{leg}: {seconds:.1f} s Messwerte fehlen in {gaps}."
    GAPS = ("{count} Lücke", "{count} Lücken")
    HEALTH = "Sensor {legs}: {message}"
    AND = " und "
    NOTHING = "Nichts anzumerken."

    # -- notes and method -------------------------------------------------------------------------

    NOTES = "Notizen der Person"
    METHOD = "Methode und Grenzen"
    LIMITS = (
        "Winkel sind die Neigung des Oberschenkels gegen den eigenen aufrechten Stand, nicht die"
        " von Hüfte oder Rücken, auf ±5° genau. Tiefer ist kein Fortschritt: Auch ein gebeugtes"
        " Knie neigt den Oberschenkel. Gewackelt hat der Oberschenkel; wie viel Gewicht auf dem"
        " Bein war, ist nicht bekannt. Werte: Median mit kleinstem und größtem Wert aller gültigen"
        " Wiederholungen. Unterschiede werden aus den Medianen der Sätze errechnet; das"
        " 95-%-Intervall enthält, was das Anlegen eines Sensors ausmacht. Die Größen nach der"
        " ersten werden zusammen beurteilt: Bei einer von ihnen kann das Intervall zufällig die 0"
        " auslassen, ein Unterschied heißt das dann nicht. Ein einzelnes Training übersieht die"
        " meisten Unterschiede von 10 % und die Hälfte derer von 20 %."
    )
    MADE_BY = (
        "Aufnahme {recording}; {counted}; Kickstand {version}, Fassung {metrics} der Größen,"
        " Einstellungen {settings}, Messwerte {samples}."
    )
    COUNTED: Mapping[str, str] = {"review": "nachträglich gezählt", "live": "gezählt wie live"}
    NOT_MEDICAL = (
        "Kein Medizingerät. Keine Diagnose, und für sich allein kein Grund, eine Behandlung zu"
        " ändern."
    )

    def of_core(self, text: str) -> str:
        """What the rest of the core says, in German; in English what nobody has translated."""
        return SENTENCES.translated(text)
