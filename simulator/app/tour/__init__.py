"""A tour of the first screen in five steps, for who is here for the first time and for whoever wants it again."""
