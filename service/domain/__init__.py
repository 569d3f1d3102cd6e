"""The rules of rules.md as pure functions over values: no clock, no input or output."""
