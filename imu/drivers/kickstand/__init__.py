"""Our own profile, for boards with our firmware."""
