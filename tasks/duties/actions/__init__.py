"""The action log kept: reported, discharged, chased and handed over."""
