"""Reciprocal runs a housing reciprocal: landlords refer tenants in danger to each other, and keep count."""
