"""Why a scenario differs from its baseline, what would bring a haven back, and how sure that is."""
