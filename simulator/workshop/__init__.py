"""Rooms and votes: a seam for later work; nothing lives here yet."""
