"""What stands in a caption that should not: read from the text alone, never from the registry."""
