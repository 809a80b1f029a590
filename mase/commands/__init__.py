"""The commands of ``mase``, one module each, named as the command is."""
