"""Printing letters from their templates."""
