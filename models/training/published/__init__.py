"""The families of published encoders as PyTorch modules, written from their papers and with the names of their checkpoints.

They are there to write small models with random weights and to compute them in float64, for the tests of the engine."""
