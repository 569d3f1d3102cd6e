"""Documents: what is made on paper."""
