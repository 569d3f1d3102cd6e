"""Pictures and films that carry the number to cite, and no longer say where they were taken or of whom."""
