"""German for what is found of a sensor and its strap."""

from __future__ import annotations

HEALTH = {
    "The other leg does the work and this one goes along": (
        "Das andere Bein arbeitet, dieses geht nur mit"
    ),
    "If you did train this leg, the two sensors are on each other's thighs: swap them, or say so": (
        "Falls du dieses Bein trainiert hast, sind die Sensoren vertauscht: Tausche sie oder sag es"
    ),
    "Reps may be missed: choose a higher rate in the sensor's settings": (
        "Wiederholungen können fehlen: Wähle am Sensor eine höhere Rate"
    ),
    "That is enough to count; smoothness and steadiness need 100: choose a higher rate if the"
    " sensor has one": (
        "Zum Zählen reicht das; Gleichmaß und Ruhe brauchen 100: Wähle eine höhere Rate, wenn es"
        " sie gibt"
    ),
    "Their own times are used; look at the file or the sensor's settings if tempo seems wrong": (
        "Es gelten ihre eigenen Zeiten; sieh dir Datei oder Sensor an, falls das Tempo nicht stimmt"
    ),
    "Gyroscope and accelerometer disagree on which way the sensor turns: an axis is named or"
    " pointed wrongly": (
        "Drehraten- und Beschleunigungssensor sind sich über die Drehrichtung uneins: Eine Achse"
        " ist falsch benannt oder gerichtet"
    ),
    "Angles are wrong and the count may be; look at the sensor's driver or the file's columns": (
        "Winkel sind falsch, vielleicht auch die Zählung; sieh dir den Treiber des Sensors oder die"
        " Spalten der Datei an"
    ),
    "Depth and speed are off; look at the range that the sensor's driver or the file assumes": (
        "Tiefe und Tempo stimmen nicht; prüfe den Messbereich, den Treiber oder Datei annehmen"
    ),
    "Choose a larger range in the sensor's settings if it has one": (
        "Wähle am Sensor einen größeren Messbereich, wenn es ihn gibt"
    ),
    "Tighten the strap between two sets; counting goes on": (
        "Zieh das Band zwischen zwei Sätzen fester; gezählt wird weiter"
    ),
    "The sensor sits upside down, compared with before": (
        "Der Sensor sitzt kopfüber, verglichen mit vorher"
    ),
    "Counting goes on; turn it round if depth and wobble are to be compared": (
        "Gezählt wird weiter; dreh ihn um, wenn Tiefe und Wackeln vergleichbar sein sollen"
    ),
    "Counting goes on; turn it back if depth and wobble are to be compared": (
        "Gezählt wird weiter; dreh ihn zurück, wenn Tiefe und Wackeln vergleichbar sein sollen"
    ),
    "The sensor was taken off and put on anew": "Der Sensor wurde abgenommen und neu angelegt",
    "If it is on the other leg now, say which: the side is never guessed": (
        "Sitzt er jetzt am anderen Bein, sag an welchem: Die Seite wird nie geraten"
    ),
    "The sensor trembles on the thigh more than it turns with it": (
        "Der Sensor zittert am Oberschenkel mehr, als er sich mit ihm dreht"
    ),
    "Tighten the strap; counting goes on, steadiness means nothing meanwhile": (
        "Zieh das Band fester; gezählt wird weiter, über Ruhe sagt es solange nichts"
    ),
    "The gyroscope reads faster turns than a thigh can make: probably degrees per second that were"
    " taken for radians": (
        "Der Drehratensensor zeigt schnellere Drehungen, als ein Oberschenkel kann: wohl Grad je"
        " Sekunde, die für Radiant gehalten wurden"
    ),
    "Look at the units of the file or of the driver": (
        "Sieh dir die Einheiten der Datei oder des Treibers an"
    ),
    "The count may be wrong and angles surely are; this sensor needs to be replaced": (
        "Die Zählung kann falsch sein, Winkel sind es sicher; dieser Sensor muss ersetzt werden"
    ),
    "Counting still works; depth may be off by several degrees": (
        "Gezählt wird trotzdem; die Tiefe kann um mehrere Grad danebenliegen"
    ),
    "Calibrate the sensor if it can be": "Kalibriere den Sensor, wenn das geht",
}
