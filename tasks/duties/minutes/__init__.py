"""Minutes drafted, filed, agreed, sent out and confirmed."""
