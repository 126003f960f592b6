"""The rules of a scheme: pure Python and one data file for each scheme.

Nothing in here imports Django or a database driver, and nothing in here names a region: whatever belongs to
one scheme stands in its file in `schemes/`.
"""
