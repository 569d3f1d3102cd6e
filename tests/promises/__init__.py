"""The promises of the design, each tested against the real thing, and each test shown to catch its fault."""
