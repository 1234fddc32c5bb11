"""`python -m unres` is `unres`."""

from .cli import main

if __name__ == "__main__":
    main()
