"""Where the registry is kept: rows in SQLite or PostgreSQL, sealed originals in a folder."""
