"""States, cases, scenarios, and the network of channels compiled from them."""
