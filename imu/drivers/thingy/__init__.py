"""Nordic's Thingy:52."""
