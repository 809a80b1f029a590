"""The action plan kept: imported, updated by its leads, put to the group, and discharged by it."""
