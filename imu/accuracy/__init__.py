"""How exact the counter is on simulated sessions, whose truth is known."""
