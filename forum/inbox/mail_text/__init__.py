"""The text of a mail: the writer's own words, and all that mail programs and people put around them."""
