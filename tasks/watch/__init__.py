"""The watcher's side effects: what it looks at, by which routes it tells, and what it measures."""
