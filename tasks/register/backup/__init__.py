"""Backups of the register: taken, encrypted, seen to restore, kept, and put back."""
