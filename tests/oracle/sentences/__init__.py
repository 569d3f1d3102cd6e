"""The settled points of rules.md, a sentence at a time: quoted words, one case, the answer they ask for."""
