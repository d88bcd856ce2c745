"""Draws and kernels: arrays in, arrays out. No state has a name here."""
