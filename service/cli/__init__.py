"""The command line: one entrance to the use cases."""
