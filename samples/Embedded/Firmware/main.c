#include <stdio.h>

#include "digit_reader.h"

#ifdef SEMIHOSTING
#include <stdint.h>

#define SAMPLES 100

/* What one sample takes. The timer counts a clock of 25 MHz, and QEMU lets a nanosecond pass with each instruction: 40 of them to a tick. */
static unsigned instructions(void)
{
    volatile uint32_t *timer = (volatile uint32_t *)0xE000E010;
    static float pixels[DIGIT_READER_INPUT_SIZE], probabilities[DIGIT_READER_OUTPUT_SIZE];
    for (int i = 0; i < DIGIT_READER_INPUT_SIZE; i++) pixels[i] = (float)(i % 17) / 16;
    timer[1] = 0xFFFFFF;
    timer[2] = 0;
    timer[0] = 5;
    uint32_t start = timer[2];
    for (int i = 0; i < SAMPLES; i++) digit_reader_forward(pixels, probabilities);
    return (unsigned)(((start - timer[2]) & 0xFFFFFF) * 40 / SAMPLES);
}
#endif

int main(void)
{
    int passed = digit_reader_self_test();
    puts(passed ? "self-test: passed" : "self-test: FAILED");
#ifdef SEMIHOSTING
    printf("one sample: %u instructions\n", instructions());
#endif
    return !passed;
}
