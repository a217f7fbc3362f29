"""Whose work comes along, under which licence: what Qt and the other libraries ask to be told."""
