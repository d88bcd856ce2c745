"""Days that pass, played and stepped."""
