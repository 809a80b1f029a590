"""Letters that put a morning's questions: the Chair's and the unit's."""
