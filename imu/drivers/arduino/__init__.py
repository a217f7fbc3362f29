"""Arduino's boards with the sketches of its dashboards."""
