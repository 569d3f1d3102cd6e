"""What both entrances by HTTP share: statuses, headers, the answer floor, sessions, tokens, limits."""
