"""Stand-ins: programs of their own that speak the real protocols of mail servers over real sockets."""
