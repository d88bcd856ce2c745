"""What results mean: havens, comparisons, explanations."""
