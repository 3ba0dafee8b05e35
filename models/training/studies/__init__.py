"""The papers' claims, examined: each study a grid of small training runs, several seeds a configuration."""
