"""FORMAT_MODULE_PATH: how Django itself writes days and numbers, should a template ask it and not `dates`."""
