"""Every text on how the exercise is done and for whom it is, in German."""

from __future__ import annotations

HOWTO_TITLES: dict[str, str] = {
    "both-feet": "beide Füße am Boden",
    "both-feet-band": "beide Füße am Boden, mit Band",
    "one-leg": "ein Bein",
    "one-leg-band": "ein Bein, mit Band",
    "one-leg-weights": "ein Bein, mit Gewicht",
}

HOWTO_STEPS: dict[str, str] = {
    "chair-near-floor": "Stell einen Stuhl in Reichweite, oder geh an eine Wand.",
    "hip-wide": "Stell die Füße hüftbreit nebeneinander.",
    "tall-both": "Steh aufrecht, das Gewicht auf beiden Füßen gleich.",
    "soft-knees": "Lass die Knie weich werden und dort bleiben.",
    "hinge-both": "Schieb die Hüfte etwas gerade zurück, Rücken lang, Hände tief.",
    "up-both": "Komm wieder hoch, bis du ganz aufrecht stehst.",
    "band-both": "Halt dich fest und tritt mit beiden Füßen hüftbreit auf das Band.",
    "band-short-both": "Steh aufrecht und nimm das Band kürzer, bis es eben zieht.",
    "band-free-both": "Lass das Band los, halt dich fest, und mach zuerst die Füße frei.",
    "chair-near": "Stell einen Stuhl in Reichweite und den Block hinter dich.",
    "tall": "Steh aufrecht ein Stück vor dem Block, die Füße nebeneinander.",
    "look-back": "Halt dich fest, beug dich etwas mit geradem Rücken, such den Block.",
    "foot-back": "Setz den anderen Fußballen auf den Block; der vordere Fuß trägt.",
    "hinge": "Schieb die Hüfte etwas gerade zurück, Knie ruhig; komm wieder hoch.",
    "off": "Halt dich fest und stell den Fuß auf den Boden, bevor du ausruhst.",
    "band-loop": "Halt dich fest, heb den vorderen Fuß, leg das Band um die Sohle.",
    "foot-back-band": "Schau zurück, halt dich fest, setz den anderen Fuß auf den Block.",
    "band-short": "Steh aufrecht und nimm das Band kürzer, bis es eben zieht.",
    "off-band": "Halt dich fest, steig vom Block, und mach zuerst den Fuß frei.",
    "chair-near-weights": "Stuhl in Reichweite, Block hinter dir, Gewicht bei der Hand.",
    "tall-weights": "Steh aufrecht, das Gewicht in einer Hand; die andere ist frei.",
    "hinge-weights": "Schieb die Hüfte etwas gerade zurück, Knie ruhig, Gewicht hängt.",
    "off-weights": "Halt dich fest, stell den Fuß ab, leg dann das Gewicht weg.",
}
"""One sentence under each picture."""

HOWTO_TAGS = {"left": "◀ LINKS", "right": "RECHTS ▶", "both": "◀ BEIDE ▶"}
"""Under the foot that works."""

HOWTO_TITLE = "So geht es: {rung}"
HOWTO_SPOKEN = "Schritt {number} von {of}: {sentence}"
HOWTO_START = "Los (Eingabe)"
HOWTO_CLOSE = "Schließen (Eingabe)"
HOWTO_BACK = "Zurück (Esc)"
HOWTO_PREVIOUS = "Schritt davor (←)"
HOWTO_NEXT = "Einzeln (→)"

STRAP_LINES = (
    "Vorn auf den Oberschenkel.",
    "Eine Handbreit über dem Knie.",
    "Fest: er darf nicht rutschen.",
    "Gleich wie herum.",
)
STRAP_LEGS = {"left": "LINKS", "right": "RECHTS"}
STRAP_SPOKEN: dict[str, str] = {
    "left": "Schnall den Sensor ans linke Bein.",
    "right": "Schnall den Sensor ans rechte Bein.",
    "both": "Schnall an jedes Bein einen Sensor.",
}
STRAP_MIRROR = "wie im Spiegel"

SAFETY_TITLE = "Bevor du anfängst"
SAFETY_LEAD = "Kickstand zählt Wiederholungen. Es ist kein Medizingerät und stellt keine Diagnose."
SAFETY_CARDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "not-for",
        "Nicht ohne Rat",
        (
            "bei akutem Schmerz im Knie oder im Rücken",
            "bald nach einer Operation",
            "wenn du stürzen könntest oder unsicher stehst",
        ),
    ),
    (
        "always",
        "Jedes Mal",
        (
            "ein Stuhl oder eine Wand in Reichweite",
            "Block und Boden, die nicht rutschen",
            "erst kleine Beugen",
        ),
    ),
    (
        "stop",
        "Sofort aufhören",
        ("wenn Schmerz zunimmt", "wenn etwas taub wird oder kribbelt", "wenn dir schwindlig wird"),
    ),
)
"""The sign, the heading, and what stands under it."""
SAFETY_ASK = "Jemand zum Fragen, etwa in der Physiotherapie, ist besser als jede App."
SAFETY_ACCEPT = "Verstanden (Eingabe)"
SAFETY_CLOSE = "Schließen (Eingabe)"
