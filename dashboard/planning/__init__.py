"""What is meant to be done: the whole plan, or only what must be known to start."""
