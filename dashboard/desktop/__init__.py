"""Starters for whoever does not live in a terminal: a menu entry, or a file to double-click."""
