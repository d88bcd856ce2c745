"""Results as files that others can check: tables, the compiled network, the manifest."""
