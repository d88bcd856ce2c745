"""What holds for every test."""

import signal

# A shell has what it runs in the background ignore an interrupt, and so would everything that a test starts or stops.
signal.signal(signal.SIGINT, signal.default_int_handler)
