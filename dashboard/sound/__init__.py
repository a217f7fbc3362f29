"""What the person hears, three metres from the screen: the count, spoken, and two tones."""
