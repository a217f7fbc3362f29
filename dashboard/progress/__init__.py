"""A person from session to session: one measure, how it felt, what was done, what comes next."""
