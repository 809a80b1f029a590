"""The Graph gateway against its stand-in."""
