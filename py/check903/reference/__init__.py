"""The Department's facts: tables, codes, councils, postcodes. Data, not logic."""
