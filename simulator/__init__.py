"""Safe Havens: which places of refuge disappear under which rules of cross-border cooperation."""

__version__ = "0.1.0"
