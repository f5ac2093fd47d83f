"""What each subcommand of `rourou` does. Each module offers functions `(args) -> int`; the number is the exit code."""
