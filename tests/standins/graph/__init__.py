"""A Microsoft Graph that speaks the real protocol over the post office."""
