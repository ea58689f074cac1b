"""The words of the rules, by theme: see check903.wording."""
