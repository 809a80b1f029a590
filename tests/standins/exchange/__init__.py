"""An Exchange server to talk to: EWS over the post office."""
