"""The report of two pages: what was changed, what it does, what that hangs on, and how to make it again."""
