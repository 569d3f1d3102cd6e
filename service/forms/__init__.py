"""Loads and checks the consent forms kept as data in consent_forms/."""
