"""A link that holds everything the page's result depends on: what was chosen, how each part is written, the text."""
