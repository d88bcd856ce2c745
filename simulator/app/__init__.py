"""The page: asks, calls, lays out. The only package that imports streamlit."""
