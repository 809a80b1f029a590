"""Mail that comes in: the writer's own words, the sayings read in them, and who may say each."""
