"""The coach: what comes when in a session, and what is said about it. Pure, and without a clock."""
