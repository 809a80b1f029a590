"""The challenge log: what one organisation asks of another, who answers by when, what changed."""
