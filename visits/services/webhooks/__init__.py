"""Webhooks: kept by their owners, told of changes, signed as Standard Webhooks has it."""
