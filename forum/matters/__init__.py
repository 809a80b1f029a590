"""Matters that go on: what was said once and is as it was comes back, to somebody higher."""
