"""Office files that others wrote: checked and cleaned."""
