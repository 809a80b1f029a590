"""Templates that the unit may edit: their files, and the bounds they are rendered in."""
