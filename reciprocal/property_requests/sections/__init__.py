"""The property request as data: one file a section, in the order of the form's letters A to I."""
