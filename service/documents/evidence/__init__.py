"""Writes what people keep: the sealed document of an authorization, and its receipt."""
