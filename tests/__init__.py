"""Everything Aval promises, said as tests."""
