"""The tests: logic below the command line, commands as terminal sessions through `main(argv)`."""
