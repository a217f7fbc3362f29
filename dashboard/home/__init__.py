"""Where everything begins: three big buttons, and what was done lately."""
