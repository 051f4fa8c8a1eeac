"""The actor facts: from the tables of the bundle and our own to one read-only SQLite file."""
