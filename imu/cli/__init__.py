"""The command line: one file per group of commands, and the only place of the core that prints."""
