"""Measures what Aval costs beside the least that such work can cost. `scripts/bench` runs it."""
