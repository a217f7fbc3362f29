"""The plan at work: sets, rests and the change of legs kept for a person. Knows no screen."""
