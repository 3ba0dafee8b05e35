"""The models from their formulas, in float64 NumPy and without the training modules."""
