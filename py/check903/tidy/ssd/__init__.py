"""The return in the shape of the Standard Safeguarding Dataset: the tables and columns of it that a return can fill."""
