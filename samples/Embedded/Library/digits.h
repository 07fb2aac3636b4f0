#ifndef DIGITS_H
#define DIGITS_H

/* Reads an 8 x 8 image of a handwritten digit: 64 pixels, row after row, from 0 (paper) to 1 (ink).
   Writes the probability of each of the 10 digits and returns the likeliest one, or -1 for a null pointer. Threads may call it at the same time. */
int digits_read(const float pixels[64], float probabilities[10]);

/* 1 if this build on this device computes what was seen in training, otherwise 0. */
int digits_self_test(void);

#endif
