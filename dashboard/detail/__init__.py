"""The detail layer, for whoever sits in front of it: curves, tables, balance, signal: `panel`.

Nothing is imported here: the dots of the balance are seen at rest, too, without any plot.
"""
