"""Movella DOT, formerly Xsens DOT."""
