"""Templates that the unit may edit: their files, and the limits of rendering them."""
