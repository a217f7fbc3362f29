"""The counter: samples and commands in, reps, sets and findings out. Pure, and the same in any cut.

`tracker` is its face for what is happening, `review` the one for what has happened; each side's
stages stand in a row in `chain`, both sides come together in `referee`.
"""
