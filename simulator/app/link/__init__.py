"""The link to the page, and the way back through what was chosen."""
