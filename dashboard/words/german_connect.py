"""What the connect screen says, in German."""

from __future__ import annotations

CONNECT_TITLE = "Verbinde deinen Sensor"
CONNECT_READY_TWO = "Bereit. Enter beginnt mit beiden Sensoren."
CONNECT_READY_MAY_AGREE = (
    "Bereit. Enter beginnt mit beiden Sensoren. C: Erst einigen sie sich auf eine Uhr, damit"
    " links und rechts genau zueinander passen; das dauert etwa {seconds:.0f} s."
)
CONNECT_READY_AGREED = (
    "Bereit. Enter beginnt mit beiden Sensoren, die sich erst auf eine Uhr einigen: etwa"
    " {seconds:.0f} s. C: gleich beginnen, jeder nach seiner Uhr."
)
CONNECT_READY_ONE = "Bereit. Enter beginnt, nur {side}. B: beide Beine, eins nach dem anderen."
CONNECT_READY_BOTH = "Bereit. Enter beginnt {side}, dann das andere Bein. B: nur dieses Bein."
CONNECT_READY_MORE = (
    "Bereit. Enter nimmt diesen dazu; um ohne ihn zu beginnen, wähle deinen mit ↑ ↓."
)
CONNECT_BATTERY = "Akku {percent:.0f} %"
CONNECT_BATTERY_LOW = "Akku fast leer, {percent:.0f} %"
CONNECT_LAST_TIME = "zuletzt {side}"
CONNECT_USE = "Enter: nehmen"
CONNECT_AGAIN = "Enter: noch einmal"
CONNECT_NO_USE = "nicht brauchbar"
CONNECT_WHICH = "Welches Bein?  L oder R"
CONNECT_MOVE = "bewege dieses Bein"
CONNECT_TURNED = "um {tilt:.0f}° gedreht"
CONNECT_PHONE_ALONE = "Telefone messen ohne andere Sensoren: Gib diese erst frei, mit Entf."
CONNECT_FULL = "Zwei Beine, zwei Sensoren: Gib erst einen frei, mit Entf."
CONNECT_ACTIONS = {
    "start": "Beginnen",
    "use": "Nehmen",
    "left": "Links (L)",
    "right": "Rechts (R)",
    "swap": "Tauschen (S)",
    "both": "Ein oder zwei Beine (B)",
    "align": "Eine Uhr (C)",
    "release": "Freigeben (Entf)",
    "look": "Neu suchen (A)",
    "phone": "Telefon nehmen (P)",
    "phyphox": "Lieber phyphox (Y)",
    "back": "Zurück (Esc)",
}
CONNECT_QR_TITLE = "Telefon als Sensor: Sensor Logger"
CONNECT_QR = (
    "1.  Telefon und Computer im eigenen WLAN: Wer sonst darin ist, könnte mitlesen.",
    "2.  Lies diesen Code mit dem Telefon und kopiere die Adresse.",
    "3.  Sensor Logger: Settings, Data Streaming, HTTP Push ein, dort als Push URL einfügen.",
    "4.  Schalte Accelerometer, Gravity und Gyroscope ein und starte eine Aufnahme.",
)
CONNECT_QR_SPOKEN = "QR-Code der Adresse {address}"
CONNECT_ADDRESS_TITLE = "Telefon als Sensor: phyphox"
CONNECT_ADDRESS = "Erlaube in phyphox den Fernzugriff und gib die Adresse ein, die es zeigt."
CONNECT_ADDRESS_FIELD = "Adresse von phyphox"
CONNECT_ADDRESS_EXAMPLE = "192.168.1.5:8080"
