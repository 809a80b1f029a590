"""The letter to the contacts of a partnership."""
