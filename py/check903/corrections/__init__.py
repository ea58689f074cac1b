"""What is changed in a return: suggested fixes, the log, undo, and checking again."""
