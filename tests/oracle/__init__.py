"""A second, independent reading of the decision rules: slow, plain and written from the text alone."""
