"""Letters to joiners and leavers, and letters about details on the register."""
