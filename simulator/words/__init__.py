"""Every word in the language and register of the reader: catalogues, names of states, figures, legal terms."""
