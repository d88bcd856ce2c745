"""Ensembles on disk: any number of scenarios, requesting States and seeds, resumable, here or on a Dask cluster.

`design` says what to run, `work` does a piece of it on any machine, `running` puts pieces together in their order,
`cluster` has others do them, `store` keeps what is finished, `rows` makes tables of it, `telling` says how far it is.
"""
