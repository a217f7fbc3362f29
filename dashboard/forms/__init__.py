"""Questions and settings as rows that keys can fill in: no field is too small, none refuses."""
