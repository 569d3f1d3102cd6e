"""All that Aval can do: use cases, one function each, and the ports they need."""
