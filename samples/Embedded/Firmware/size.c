/* A program that does nothing but read digits, or nothing at all: the difference is what the network costs. */
#ifdef READ
#include "digit_reader.h"

volatile float pixels[DIGIT_READER_INPUT_SIZE], probabilities[DIGIT_READER_OUTPUT_SIZE];
#endif

int main(void)
{
#ifdef READ
    digit_reader_forward((const float *)pixels, (float *)probabilities);
#endif
    return 0;
}
