"""The words of the checks beyond the Department's, in files of the same names as theirs."""
