"""Aval, the registry of authorizations to appear."""
