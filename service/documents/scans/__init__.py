"""Reads forms that were printed, filled in by hand and scanned."""
