"""Families, and what their people tell together."""
