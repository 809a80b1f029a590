"""The forward plan, computed from the register, and the papers that the Chair agrees with it."""
