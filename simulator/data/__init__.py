"""Tables with the provenance of every column, and the readers that check them."""
