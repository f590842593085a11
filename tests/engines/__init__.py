"""Browsers other than Chromium, driven without a driver of their own to install: `make browsers`."""
