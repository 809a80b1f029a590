"""The list of members kept: imports, appointments, welcomes, details and agreements."""
