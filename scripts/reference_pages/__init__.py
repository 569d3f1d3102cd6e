"""The reference under docs/reference, written from the code so that it cannot say anything else."""
