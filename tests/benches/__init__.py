"""What `make bench` is made of: larger editions, measured runs, and the ways to print that were weighed."""
