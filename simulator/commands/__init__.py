"""Commands of the command line that stand together, each with its options and what it prints."""
