/* What one sample takes here. Of many rounds the fastest: in that one no other program was in the way. */
#include <stdio.h>
#include <time.h>

#include "digit_reader.h"

#define SAMPLES 1000

int main(void)
{
    static float pixels[DIGIT_READER_INPUT_SIZE], probabilities[DIGIT_READER_OUTPUT_SIZE];
    for (int i = 0; i < DIGIT_READER_INPUT_SIZE; i++) pixels[i] = (float)(i % 17) / 16;
    double fastest = 1e9;
    for (int round = 0; round < 500; round++)
    {
        clock_t start = clock();
        for (int i = 0; i < SAMPLES; i++) digit_reader_forward(pixels, probabilities);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        fastest = seconds < fastest ? seconds : fastest;
    }

    printf("one sample: %.0f ns\n", 1e9 * fastest / SAMPLES);
    return !digit_reader_self_test();
}
