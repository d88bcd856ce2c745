"""The engine against its yardsticks: `make bench`, or `python -m benchmarks` where the peers are installed already."""
