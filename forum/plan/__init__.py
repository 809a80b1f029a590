"""The action plan that the group owns, monitors and discharges."""
