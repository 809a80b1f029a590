"""The agenda drafted, agreed and carried forward."""
