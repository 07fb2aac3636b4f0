#include <stdio.h>
#include "digits.h"

/* 8 x 8 pixels from 0 to 16. */
static const char image[64] = {
    0, 0, 5, 13, 9, 1, 0, 0,   0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0,  0, 4, 12, 0, 0, 8, 8, 0,
    0, 5, 8, 0, 0, 9, 8, 0,    0, 4, 11, 0, 1, 12, 7, 0,   0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0,
};

int main(void)
{
    float pixels[64], probabilities[10];
    for (int i = 0; i < 64; i++) pixels[i] = image[i] / 16.0f;

    int digit = digits_read(pixels, probabilities);
    printf("digit %d, %d %%\n", digit, (int)(100 * probabilities[digit]));
    printf("self-test: %s\n", digits_self_test() ? "passed" : "FAILED");
    return !digits_self_test();
}
