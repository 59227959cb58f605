"""`python -m leadline` is the `leadline` command."""

from leadline.wiring.command import main

main()
