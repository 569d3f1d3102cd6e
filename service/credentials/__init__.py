"""What proves who someone is, and what a number may be used for."""
