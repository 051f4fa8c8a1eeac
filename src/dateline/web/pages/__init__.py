"""The pages, a file each. A page answers one question of a reader; its parameters are its permanent address."""
