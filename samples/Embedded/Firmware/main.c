#include <stdio.h>

#include "digit_reader.h"

int main(void)
{
    int passed = digit_reader_self_test();
    puts(passed ? "self-test: passed" : "self-test: FAILED");
    return !passed;
}
