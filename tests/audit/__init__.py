"""Known weaknesses of the packages in the lock: ``make audit``."""
