"""What is said of sensors that agree on one clock, and by sensors that leave, in German."""

from __future__ import annotations

ALIGNMENT = {
    "The sensors agree on one clock, which takes about 30 s": (
        "Die Sensoren einigen sich auf eine Uhr, das dauert etwa 30 s"
    ),
    "The sensors agree on one clock, which takes about 10 s": (
        "Die Sensoren einigen sich auf eine Uhr, das dauert etwa 10 s"
    ),
    "The two sensors could not agree on one clock, so each one's own is followed": (
        "Die zwei Sensoren konnten sich nicht auf eine Uhr einigen, jeder geht nach seiner eigenen"
    ),
    "Nothing is to be done: counting is as good, left and right are some ten ms less exact": (
        "Es ist nichts zu tun: gezählt wird ebenso gut, links und rechts liegen einige zehn ms"
        " weniger genau zueinander"
    ),
    "the DOT was switched off, or its battery was below 2 %": (
        "Der DOT wurde ausgeschaltet, oder sein Akku war unter 2 %"
    ),
    "Press its button for a second; if it stays dark, charge it": (
        "Drück eine Sekunde seinen Knopf; bleibt er dunkel, lade ihn"
    ),
    "the DOT has gone to sleep to save power": "Der DOT schläft, um Strom zu sparen",
    "Shake it or press its button; the maker's app sets how long it stays awake": (
        "Schüttle ihn oder drück seinen Knopf; wie lange er wach bleibt, steht in der App des"
        " Herstellers"
    ),
}
