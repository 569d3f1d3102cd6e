"""Pictures of one child as publisher, communications and legal see it, side by side."""
