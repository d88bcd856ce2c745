"""The law as data: instruments, settings, conducts, assumptions; and the gates as small functions."""
