"""The verification record: that the program does what the definition says. `python -m verification --write`.

It does not say that the definition fits the world; that is validation (`docs/validation.md`).
"""
