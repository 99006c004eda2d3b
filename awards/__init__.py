"""What is given: awards proposed by the blocs."""
