"""Seals documents (PAdES) and tells whether a sealed one is as it was."""
