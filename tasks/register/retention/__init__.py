"""The records of the register: which are past their time, which rows are theirs, and taking these out."""
