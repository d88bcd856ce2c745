"""Figures: results in, figure out."""
