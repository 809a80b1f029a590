"""A month with canary words planted in every free text: ``python -m tests.canaries``."""
