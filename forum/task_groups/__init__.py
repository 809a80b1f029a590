"""Task and finish groups: their commission, their lighter terms, their stages (clause 6)."""
