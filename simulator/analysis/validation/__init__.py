"""How far the model agrees with what hosts really did in documented cases."""
