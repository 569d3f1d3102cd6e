"""Courriels by SMTP and texts by a gateway: the registry's letters, sent."""
